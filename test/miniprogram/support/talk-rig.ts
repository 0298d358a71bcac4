import { reaction } from 'mobx-miniprogram';

import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import { LiveSound } from '../../../miniprogram/live/stores/live-sound';
import type { LateEnd } from '../../../miniprogram/live/stores/talk-effects';
import { TalkStore } from '../../../miniprogram/live/stores/talk-store';
import type { Call } from '../../../miniprogram/services/call';
import type { MicrophoneLeave } from '../../../miniprogram/services/permissions';
import type { RecorderHandlers } from '../../../miniprogram/services/recorder';
import type { StartUpload, UploadOrder, UploadResult } from '../../../miniprogram/services/uploads';
import { PreferencesStore } from '../../../miniprogram/stores/preferences-store';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { FakeClock, makeStorage, settled } from './phone';

/** A recorder that begins and ends at once, unless it is told to dawdle. */
class FakeRecorder {
  handlers: RecorderHandlers | null = null;
  dawdling = false;
  durationMs = 3_000;
  starts = 0;
  /** Whether the microphone is open. */
  open = false;

  start(handlers: RecorderHandlers) {
    this.starts += 1;
    this.handlers = handlers;
    this.open = true;
    if (!this.dawdling) handlers.started();
    return { stop: () => (this.dawdling ? undefined : this.end()) };
  }

  probe() {
    return Promise.resolve('recorded' as const);
  }

  end(): void {
    if (!this.open) return;
    this.open = false;
    this.handlers?.stopped({ path: 'wxfile://voice.mp3', durationMs: this.durationMs });
  }
}

/** Uploads that end when told to. */
class FakeUploads {
  readonly orders: UploadOrder[] = [];
  cancelled = 0;
  private finish: (result: UploadResult) => void = () => undefined;

  readonly start: StartUpload = (order) => {
    this.orders.push(order);
    return {
      result: new Promise((resolve) => (this.finish = resolve)),
      cancel: () => {
        this.cancelled += 1;
        this.finish({ kind: 'cancelled' });
      },
    };
  };

  async end(result: UploadResult = { kind: 'uploaded', fileId: 'cloud://env/talk/1.mp3' }): Promise<void> {
    this.finish(result);
    await settled();
  }

  get last(): UploadOrder {
    const last = this.orders.at(-1);
    if (last === undefined) throw new Error('nothing has been uploaded');
    return last;
  }
}

interface Made {
  readonly action: Action;
  readonly data: unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A cloud that answers when told to. */
export class PatientCloud {
  readonly made: Made[] = [];

  readonly call: Call = <A extends Action>(action: A, data: InputOf<A>) =>
    new Promise<OutputOf<A>>((resolve, reject) => {
      this.made.push({ action, data, resolve: (value) => resolve(value as OutputOf<A>), reject });
    });

  inputs<A extends Action>(action: A): readonly InputOf<A>[] {
    return this.made.filter((made) => made.action === action).map(({ data }) => data as InputOf<A>);
  }

  async answer<A extends Action>(action: A, value: OutputOf<A>): Promise<void> {
    this.last(action).resolve(value);
    await settled();
  }

  async refuse(action: Action, code: FailureCode, requestId = 'R1'): Promise<void> {
    this.last(action).reject(new CallFailed(code, requestId, null));
    await settled();
  }

  private last(action: Action): Made {
    const made = this.made.filter((one) => one.action === action).at(-1);
    if (made === undefined) throw new Error(`${action} has not been called`);
    return made;
  }
}

/** Hold-to-talk on a phone that does as it is told. */
export function makeTalkRig({ screenIsRead = false } = {}) {
  const clock = new FakeClock();
  const recorder = new FakeRecorder();
  const uploads = new FakeUploads();
  const cloud = new PatientCloud();
  const sound = new LiveSound(clock);
  const preferences = new PreferencesStore({ storage: makeStorage(), phoneLanguage: 'zh_CN' });
  const announced: LateEnd[] = [];
  const leave = { now: 'granted' as MicrophoneLeave, asked: 0, opened: [] as string[] };
  const answer = () => Promise.resolve(leave.now);
  const talk = new TalkStore({
    call: cloud.call,
    clock,
    recorder,
    microphone: {
      look: answer,
      ask: () => {
        leave.asked += 1;
        return answer();
      },
      openSettings: (refused) => {
        leave.opened.push(refused);
        return answer();
      },
    },
    startUpload: uploads.start,
    sound,
    knock: () => undefined,
    announce: (end) => announced.push(end),
    readsScreenAloud: () => Promise.resolve(screenIsRead),
    preferences,
  });
  const phases: string[] = [];
  reaction(
    () => talk.state.phase.kind,
    (kind) => phases.push(kind),
  );
  return { clock, recorder, uploads, cloud, sound, preferences, announced, leave, talk, phases };
}

export type TalkRig = ReturnType<typeof makeTalkRig>;

/** At a camera, with leave to use the microphone. */
export async function makeReadyRig(options?: Parameters<typeof makeTalkRig>[0]): Promise<TalkRig> {
  const rig = makeTalkRig(options);
  rig.talk.attach('gate');
  await settled();
  return rig;
}

/** Holds the button for `ms`. */
export async function speak({ talk, clock }: TalkRig, ms = 3_000): Promise<void> {
  talk.press();
  await clock.pass(ms);
  talk.release();
  await settled();
}

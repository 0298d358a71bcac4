import type { Call } from '../../services/call';
import type { Microphone, MicrophoneLeave } from '../../services/permissions';
import type { Recorder, Recording } from '../../services/recorder';
import type { StartUpload } from '../../services/uploads';
import { Timers } from '../../stores/watching/timers';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';
import { TalkDelivery } from './talk-delivery';
import type { TalkEffect, TalkEvent } from './talk/events';
import type { Message, TalkTimer, Unsent } from './talk/state';

/** How a message ended that nobody waits for any more. */
export type LateEnd =
  | { readonly kind: 'delivered'; readonly message: Message }
  | { readonly kind: 'unsent'; readonly message: Message; readonly why: Unsent };

export interface TalkEffectDeps {
  readonly call: Call;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly microphone: Microphone;
  readonly startUpload: StartUpload;
  /** The live picture's sound: silent while somebody speaks into this phone. */
  readonly sound: { hush(): void; restore(): void };
  readonly knock: () => void;
  /** Told in passing, wherever the person is by now. */
  readonly announce: (end: LateEnd) => void;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

interface Deps extends TalkEffectDeps {
  readonly dispatch: (event: TalkEvent) => void;
}

/** Does what the machine of hold-to-talk wants done. */
export class TalkEffects {
  private readonly timers: Timers<TalkTimer>;
  private recording: { readonly turn: number; readonly handle: Recording } | null = null;
  private delivery: { readonly message: Message; readonly way: TalkDelivery } | null = null;

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock, (name) => deps.dispatch({ type: 'timer', name }));
  }

  run(effect: TalkEffect): void {
    const { sound, knock, microphone } = this.deps;
    switch (effect.type) {
      case 'look':
        this.learn(microphone.look(), effect.asked);
        break;
      case 'ask':
        this.learn(microphone.ask(), true);
        break;
      case 'open-settings':
        this.learn(microphone.openSettings(effect.refused), false);
        break;
      case 'record':
        this.record(effect.turn);
        break;
      case 'stop-recording':
        if (this.recording?.turn === effect.turn) this.recording.handle.stop();
        break;
      case 'hush':
        sound.hush();
        break;
      case 'restore-sound':
        sound.restore();
        break;
      case 'knock':
        knock();
        break;
      case 'deliver':
        this.deliver(effect.message);
        break;
      case 'abort-upload':
        this.delivery?.way.abort();
        this.delivery = null;
        break;
      case 'let-go':
        this.letGo();
        break;
      case 'start-timer':
      case 'cancel-timer':
        this.timers.run(effect);
        break;
    }
  }

  private learn(answer: Promise<MicrophoneLeave>, asked: boolean): void {
    void answer.then((leave) => this.deps.dispatch({ type: 'leave-known', leave, asked }));
  }

  private record(turn: number): void {
    const { recorder, dispatch } = this.deps;
    const handle = recorder.start({
      started: () => dispatch({ type: 'started', turn }),
      level: (level) => dispatch({ type: 'level', turn, level }),
      interrupted: () => dispatch({ type: 'interrupted', turn }),
      stopped: (file) => dispatch({ type: 'stopped', turn, file, requestKey: this.newKey() }),
      failed: (fault) => dispatch({ type: 'unrecorded', turn, fault }),
    });
    this.recording = { turn, handle };
  }

  private deliver(message: Message): void {
    const { dispatch } = this.deps;
    const { requestKey } = message;
    const way = new TalkDelivery(this.deps, message, {
      progress: (share) => dispatch({ type: 'progress', requestKey, share }),
      uploaded: () => dispatch({ type: 'uploaded', requestKey }),
      delivered: (durationMs) => dispatch({ type: 'delivered', requestKey, durationMs }),
      unsent: (why) => dispatch({ type: 'unsent', requestKey, why }),
    });
    this.delivery = { message, way };
    void way.run();
  }

  private letGo(): void {
    const { delivery } = this;
    if (delivery === null) return;
    this.delivery = null;
    const { message, way } = delivery;
    const { announce } = this.deps;
    way.handlers = {
      progress: () => undefined,
      uploaded: () => undefined,
      delivered: () => announce({ kind: 'delivered', message }),
      unsent: (why) => announce({ kind: 'unsent', message, why }),
    };
  }

  /** Of a message that was not sent before. */
  newKey(): string {
    const { clock, random } = this.deps;
    return uniqueName({ now: clock.now(), random });
  }
}

import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import type { CameraAbilities, Channel, Clip, RecordedDay } from '../../../typings/contract/domain';
import type { Call } from '../../../miniprogram/services/call';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeChannel } from './cloud';
import { sourceBy } from './live-rig';
import { abilities, at, makeDay, TODAY, type Diary } from './playback-rig';

/** The calls that look back, answered from a diary. */
export class PastCloud {
  readonly made: { readonly action: Action; readonly data: unknown }[] = [];
  channel: Channel = makeChannel('gate', { name: '收银台', rights: ['view', 'playback', 'capture'] });
  abilities: CameraAbilities = { ...abilities, clips: { places: ['device'], longestMs: 600_000, format: 'mp4' } };
  /** Calls of these kinds fail so. */
  readonly refusals = new Map<Action, FailureCode>();

  constructor(
    public diary: Diary = { [TODAY]: ['09:00-12:00', '13:00-14:04'], '2026-11-18': ['08:00-20:00'] },
    readonly now = at('14:05'),
  ) {}

  readonly call: Call = async <A extends Action>(action: A, data: InputOf<A>) => {
    this.made.push({ action, data });
    await Promise.resolve();
    const refusal = this.refusals.get(action);
    if (refusal !== undefined) throw new CallFailed(refusal, 'R7', null);
    return this.answer(action, data) as OutputOf<A>;
  };

  /** The inputs of every call of this kind so far. */
  inputs<A extends Action>(action: A): readonly InputOf<A>[] {
    return this.made.filter((made) => made.action === action).map(({ data }) => data as InputOf<A>);
  }

  private answer(action: Action, data: unknown): unknown {
    switch (action) {
      case 'channel.list':
        return { channels: [this.channel], next: null };
      case 'channel.abilities':
        return this.abilities;
      case 'playback.day':
        return this.day(data as InputOf<'playback.day'>);
      case 'playback.days':
        return this.days(data as InputOf<'playback.days'>);
      case 'playback.open':
        return this.open(data as InputOf<'playback.open'>);
      case 'watching.beat':
      case 'playback.close':
        return null;
      case 'channel.status':
        return { statuses: [this.channel.status] };
      case 'clip.request':
        return this.clip(data as InputOf<'clip.request'>);
      default:
        throw new Error(`${action} does not look back`);
    }
  }

  private day({ day = TODAY }: InputOf<'playback.day'>): RecordedDay {
    return makeDay(day, this.diary[day] ?? [], this.now);
  }

  private days({ month }: InputOf<'playback.days'>): OutputOf<'playback.days'> {
    return { days: Object.keys(this.diary).filter((day) => day.startsWith(month)) };
  }

  private open({ at: from, segment }: InputOf<'playback.open'>): OutputOf<'playback.open'> {
    const openId = `open-${this.inputs('playback.open').length}`;
    return { openId, sources: [sourceBy('flv')], from, to: segment.to, watermark: null };
  }

  private clip({ channelId, place, from, to }: InputOf<'clip.request'>): Clip {
    const part = { from, to, state: 'queued', reason: null, retryAt: null, expiresAt: null } as const;
    const { name: cameraName, storeName } = this.channel;
    const own = { id: 'clip-1', cameraName, storeName, createdAt: this.now, format: 'mp4', state: 'queued' } as const;
    return { ...own, channelId, place, from, to, offsets: [{ from, minutes: 480 }], parts: [part] };
  }
}

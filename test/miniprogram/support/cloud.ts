import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import type { Channel, ChannelStatus, Session, SessionMember, StoreSummary } from '../../../typings/contract/domain';
import type { Cover } from '../../../typings/contract/health';
import type { PrivacyNotice } from '../../../typings/contract/people';
import type { Call } from '../../../miniprogram/services/call';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { NOON } from './phone';

export function makeStatus(id: string, change: Partial<ChannelStatus> = {}): ChannelStatus {
  return { id, reachability: 'online', since: null, condition: 'clear', checkedAt: NOON, ...change };
}

export function makeChannel(id: string, change: Partial<Channel> = {}): Channel {
  return {
    id,
    storeId: 's0',
    storeName: '南京路店',
    name: `摄像头 ${id}`,
    qualities: ['main', 'sub'],
    status: makeStatus(id),
    hidden: false,
    elsewhere: false,
    tools: false,
    rights: ['view'],
    past: null,
    ...change,
  };
}

/** Stores of the given sizes; every seventh camera is offline. */
export function makeChain(sizes: readonly number[]): readonly Channel[] {
  return sizes.flatMap((size, store) =>
    Array.from({ length: size }, (_, index) => {
      const id = `c${store}-${index}`;
      const reachability = index % 7 === 6 ? ('offline' as const) : ('online' as const);
      return makeChannel(id, {
        storeId: `s${store}`,
        storeName: `门店 ${store}`,
        name: `摄像头 ${store}-${index}`,
        status: makeStatus(id, { reachability, since: reachability === 'offline' ? NOON - 3_600_000 : null }),
      });
    }),
  );
}

export const NOTICE: PrivacyNotice = { version: '2026-01', auditDays: 180, contact: null };

/** A manager of one store, who agreed to the notice. */
export const makeSessionMember = (change: Partial<SessionMember> = {}): SessionMember => ({
  name: '小周',
  role: 'manager',
  rights: ['view', 'playback', 'ptz', 'talk', 'capture', 'share', 'manage'],
  grants: [],
  agreed: true,
  closedUntil: null,
  ...change,
});

interface Made<A extends Action = Action> {
  readonly action: A;
  readonly data: InputOf<A>;
}

/** The calls of the list, answered as the contract says, from channels in memory. */
export class FakeCloud {
  readonly made: Made[] = [];
  session: Session = { visitorCode: 'K7M2QX', member: makeSessionMember(), notice: NOTICE, now: NOON };
  /** The stills that all share. */
  covers: readonly Cover[] = [];
  /** The accounts whose vendor offers tools. */
  tools: OutputOf<'tool.accounts'>['accounts'] = [];
  /** Calls fail with this while it is set. */
  failure: FailureCode | null = null;
  /** Beats are refused with this while it is set. */
  barred: FailureCode | null = null;
  /** While true, answers wait for `release`. */
  held = false;
  private waiting: (() => void)[] = [];

  constructor(public channels: readonly Channel[]) {}

  readonly call: Call = async <A extends Action>(action: A, data: InputOf<A>) => {
    this.made.push({ action, data });
    if (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (this.failure !== null) throw new CallFailed(this.failure, 'R1', null);
    return this.answer(action, data) as OutputOf<A>;
  };

  release(): void {
    this.held = false;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  /** The inputs of every call of this kind so far. */
  inputs<A extends Action>(action: A): readonly InputOf<A>[] {
    return this.made.filter((made) => made.action === action).map(({ data }) => data as InputOf<A>);
  }

  private answer(action: Action, data: unknown): unknown {
    switch (action) {
      case 'session.start':
        return this.session;
      case 'store.list':
        return { stores: this.stores() };
      case 'channel.list':
        return this.page(data as InputOf<'channel.list'>);
      case 'tool.accounts':
        return { accounts: this.tools };
      case 'cover.list':
        return this.coversOf(data as InputOf<'cover.list'>);
      case 'watching.beat':
        if (this.barred !== null) throw new CallFailed(this.barred, 'R3', null);
        return null;
      case 'channel.status':
        return this.statuses(data as InputOf<'channel.status'>);
      default:
        throw new Error(`${action} is not part of the list`);
    }
  }

  private stores(): readonly StoreSummary[] {
    const ids = [...new Set(this.channels.map(({ storeId }) => storeId))];
    return ids.map((id) => {
      const own = this.channels.filter(({ storeId }) => storeId === id);
      const count = (wanted: string) => own.filter(({ status }) => status.reachability === wanted).length;
      const name = own[0]?.storeName ?? '';
      return {
        id,
        name,
        zone: 'Asia/Shanghai',
        channels: own.length,
        online: count('online'),
        offline: count('offline'),
      };
    });
  }

  private page({ storeId, query, reachability, ids, cursor, limit = 50 }: InputOf<'channel.list'>) {
    const fitting = this.channels.filter(
      (channel) =>
        (storeId === undefined || channel.storeId === storeId) &&
        (reachability === undefined || channel.status.reachability === reachability) &&
        (ids === undefined || ids.includes(channel.id)) &&
        (query === undefined || channel.name.includes(query) || channel.storeName.includes(query)),
    );
    const start = Number(cursor ?? 0);
    const end = start + limit;
    return { channels: fitting.slice(start, end), next: end < fitting.length ? String(end) : null };
  }

  private coversOf({ channelIds }: InputOf<'cover.list'>) {
    return { covers: this.covers.filter(({ channelId }) => channelIds.includes(channelId)) };
  }

  private statuses({ ids }: InputOf<'channel.status'>) {
    const found = ids.map((id) => this.channels.find((channel) => channel.id === id)?.status);
    if (found.includes(undefined)) throw new CallFailed('not-found', 'R2', null);
    return { statuses: found };
  }
}

import type { SharedPast } from './codes';
import type { ChannelId, Role, StoreId, ZoneOffset } from './domain';
import type { MemberId, Person } from './people';

/** What somebody did. */
export type AuditKind =
  | 'live'
  | 'playback'
  | 'ptz'
  | 'talk'
  | 'switch'
  | 'picture'
  | 'clip'
  | 'share'
  | 'member'
  | 'code'
  | 'account'
  | 'store'
  | 'audit';

export interface AuditEntry {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  /** Null once their account is deleted. */
  readonly who: Person | null;
  readonly kind: AuditKind;
  /** The call: `noun.verb`. */
  readonly action: string;
  readonly storeName: string | null;
  readonly cameraName: string | null;
  /** `ok` or the code of the failure. */
  readonly result: string;
  /** Which motion, role, number of cameras and the like, in a few words; empty when there is no more to say. */
  readonly detail: string;
  /** How long it was watched, ms. */
  readonly durationMs: number | null;
  /** What of the past was shown or asked for. */
  readonly past: SharedPast | null;
}

/** Which of the entries that the caller may read. */
export interface AuditQuery {
  readonly storeId?: StoreId;
  readonly memberId?: MemberId;
  readonly channelId?: ChannelId;
  readonly kind?: AuditKind;
  /** `YYYY-MM-DD`, as the clocks of `storeId`, or else of Asia/Shanghai, have it. */
  readonly day?: string;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** Somebody who watches a camera now. */
export interface Viewer extends Person {
  readonly kind: 'live' | 'playback';
  readonly role: Role;
  readonly since: number;
}

/** The calls of the cloud function `manage` that tell who did what, and who watches now. */
export interface AuditCalls {
  /** Of the stores that the caller manages and of the caller's own deeds; newest first, 50 at a time. */
  'audit.list': {
    input: AuditQuery;
    output: {
      readonly entries: readonly AuditEntry[];
      /** The clocks of `storeId`, or else of Asia/Shanghai, since the earliest of these times; the first holds from there. */
      readonly offsets: readonly ZoneOffset[];
      readonly next: string | null;
    };
  };
  /** As `audit.list`, as lines of a CSV file in the caller's words, 500 at a time; the first page begins with the heads. */
  'audit.export': {
    input: AuditQuery & { readonly language: 'zh-CN' | 'en' };
    output: { readonly csv: string; readonly next: string | null };
  };
  /** Who watches a camera now: our own, and how many the vendor counts, where it counts. */
  'watching.list': {
    input: { readonly channelId: ChannelId };
    output: { readonly viewers: readonly Viewer[]; readonly vendorCount: number | null };
  };
}

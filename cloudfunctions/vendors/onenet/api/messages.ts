import * as v from 'valibot';
import { chinaTime } from '../../../core/china-time';
import type { Span } from '../../../core/capabilities';
import { CallError } from '../../../core/errors';
import { idText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { assertWithin } from '../limits';
import { anyReply, base64Bytes, chinaTimeText, pageInfo } from '../wire';

/** What a device sent of its own accord. */
export interface DeviceMessage {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly bytes: Uint8Array;
}

export interface LatestMessages {
  readonly messages: readonly DeviceMessage[];
  readonly more: boolean;
}

/** What may still be read; counts down. */
interface Quota {
  messages: number;
  pages: number;
}

const messagesReply = v.looseObject({
  result: v.nullish(v.array(v.looseObject({ create_time: chinaTimeText, msg_id: idText, msg: base64Bytes })), []),
  page_info: pageInfo,
});

/** Guide §11. */
const MOST_BYTES = 128;
/** Pages of the latest messages: halving a week down to single seconds takes two for each time. */
const MOST_PAGES = 40;
const SECOND_MS = 1000;

/** Guide §9 and §11: what a device says and is told outside all protocols. */
export function messagesApi({ call }: OnenetClient) {
  async function readPage(deviceId: string, { from, to }: Span) {
    const query = { device_id: deviceId, begin_time: chinaTime(from), end_time: chinaTime(to) };
    const reply = await call({ path: 'ipc/video/device/QryDevMsg', query, schema: messagesReply });
    const messages = reply.result.map(({ msg_id: id, create_time: at, msg: bytes }) => ({ id, at, bytes }));
    return { messages, whole: reply.page_info.total_num <= messages.length };
  }

  /**
   * The call tells how many pages there are but has no way to ask for the second, so a span with more than a page is
   * halved, down to single seconds. Whether a span takes in its last second is not printed: what both halves tell is
   * told once.
   */
  async function readSpan(deviceId: string, { from, to }: Span): Promise<readonly DeviceMessage[]> {
    const { messages, whole } = await readPage(deviceId, { from, to });
    if (whole) return messages;
    const middle = from + Math.floor((to - from) / (2 * SECOND_MS)) * SECOND_MS;
    if (from === to) throw tooMany();
    const earlier = await readSpan(deviceId, { from, to: middle });
    const later = await readSpan(deviceId, { from: middle === from ? to : middle, to });
    if (earlier.length + later.length === 0) throw tooMany(); // a second by itself is empty where ends are left out
    const inclusive = earlier.some(({ at }) => at === middle);
    return [...earlier, ...(inclusive ? later.filter(({ at }) => at !== middle) : later)];
  }

  /** As `readSpan`, the later half first, and no further than the quota goes. */
  async function readLatest(deviceId: string, { from, to }: Span, quota: Quota): Promise<LatestMessages> {
    if (quota.pages <= 0 || quota.messages <= 0) return { messages: [], more: true };
    quota.pages -= 1;
    const { messages, whole } = await readPage(deviceId, { from, to });
    if (whole || from === to) {
      quota.messages = whole ? quota.messages - messages.length : 0; // what went before a gap is not the latest
      return { messages, more: !whole };
    }
    const middle = from + Math.floor((to - from) / (2 * SECOND_MS)) * SECOND_MS;
    const later = await readLatest(deviceId, { from: middle === from ? to : middle, to }, quota);
    const earlier = await readLatest(deviceId, { from, to: middle }, quota);
    if (earlier.messages.length + later.messages.length === 0) return { messages, more: true };
    const inclusive = earlier.messages.some(({ at }) => at === middle);
    const others = inclusive ? later.messages.filter(({ at }) => at !== middle) : later.messages;
    return { messages: [...earlier.messages, ...others], more: earlier.more || later.more };
  }

  return {
    /** §9. All of a span, in order of time. */
    async read(deviceId: string, span: Span): Promise<readonly DeviceMessage[]> {
      return [...(await readSpan(deviceId, inSeconds(span)))].sort(byTime);
    },

    /** §9. At most so many of a span, the latest, in order of time; `more` when there are or may be others. */
    async latest(deviceId: string, span: Span, most: number): Promise<LatestMessages> {
      const found = await readLatest(deviceId, inSeconds(span), { messages: most, pages: MOST_PAGES });
      const messages = [...found.messages].sort(byTime).slice(-most);
      return { messages, more: found.more || found.messages.length > most };
    },

    /** §11. Reaches the device as it is, at most 128 bytes, not encrypted. */
    async tell(deviceId: string, bytes: Uint8Array): Promise<void> {
      assertWithin(bytes.byteLength <= MOST_BYTES, `transparent data has at most ${MOST_BYTES} bytes`);
      const target = { method: 'POST', path: 'ipc/video/dev_active', query: { device_id: deviceId } } as const;
      await call({ ...target, body: { bytes }, schema: anyReply });
    },
  };
}

const tooMany = (): CallError =>
  new CallError('unsupported', 'onenet QryDevMsg: more messages in a second than a page has', { vendor: 'onenet' });

function inSeconds({ from, to }: Span): Span {
  assertWithin(from < to, 'a span ends after it began');
  return { from: floor(from), to: floor(to + SECOND_MS - 1) };
}

const byTime = (a: DeviceMessage, b: DeviceMessage): number => a.at - b.at;

const floor = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS;

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

const messagesReply = v.looseObject({
  result: v.nullish(v.array(v.looseObject({ create_time: chinaTimeText, msg_id: idText, msg: base64Bytes })), []),
  page_info: pageInfo,
});

/** Guide §11. */
const MOST_BYTES = 128;
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

  return {
    /** §9. All of a span, in order of time. */
    async read(deviceId: string, span: Span): Promise<readonly DeviceMessage[]> {
      assertWithin(span.from < span.to, 'a span ends after it began');
      const whole = { from: floor(span.from), to: floor(span.to + SECOND_MS - 1) };
      return [...(await readSpan(deviceId, whole))].sort((a, b) => a.at - b.at);
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

const floor = (at: number): number => Math.floor(at / SECOND_MS) * SECOND_MS;

import type { ClipOutcome, Clips, Span } from '../../../core/capabilities';
import { chinaTime } from '../../../core/china-time';
import { CallError } from '../../../core/errors';
import type { OvoparkCall } from '../client';
import { clipBusy, clipRefused } from '../codes';
import { clipReply, METHODS } from '../wire';

const LONGEST_MS = 10 * 60_000;

export type ClipsApi = ReturnType<typeof clipsApi>;

/** The clip page: `startRecReqDown`. */
export function clipsApi(call: OvoparkCall) {
  return {
    /** Has the store's recorder hand over at most ten minutes. `id` here is `deviceId` of the live page. */
    async startRecReqDown(deviceId: string, span: Span): Promise<ClipOutcome> {
      const length = span.to - span.from;
      if (length <= 0 || length > LONGEST_MS) {
        throw new CallError('invalid-argument', 'ovopark: a clip lasts at most 10 minutes', { vendor: 'ovopark' });
      }
      const params = { id: deviceId, startTime: chinaTime(span.from), endTime: chinaTime(span.to) };
      const { result, url } = await call(METHODS.startRecReqDown, params, clipReply);
      return toOutcome(result, url);
    },
  };
}

export function clipsOf(api: ClipsApi): Clips {
  return {
    places: ['device'],
    format: 'flv',
    longestMs: LONGEST_MS,
    start: ({ deviceId }, span) => api.startRecReqDown(deviceId, span),
  };
}

function toOutcome(result: string, url: string): ClipOutcome {
  if (result === '0' && /^https?:\/\//.test(url)) return { kind: 'ready', url, expiresAt: null };
  const busy = Object.hasOwn(clipBusy, result) ? clipBusy[result] : undefined;
  if (busy !== undefined) return { kind: 'busy', why: busy };
  const refused = Object.hasOwn(clipRefused, result) ? clipRefused[result] : undefined;
  if (refused !== undefined) return { kind: 'refused', why: refused };
  const detail = { vendor: 'ovopark', vendorCode: result };
  throw new CallError(
    'vendor-protocol',
    `ovopark startRecReqDown: unexpected ${result === '0' ? 'url' : 'result'}`,
    detail,
  );
}

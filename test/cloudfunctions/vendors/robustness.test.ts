import * as fc from 'fast-check';
import type { HttpResponse } from '../../../cloudfunctions/core/ports';
import { CallError } from '../../../cloudfunctions/core/errors';
import type { ErrorCode } from '../../../typings/contract/errors';
import { damages, parse, spoilt, VENDOR_TEXT } from '../../support/vendor-samples/junk';
import { endlessReply, replay, type EndlessReply, type Replayed } from '../../support/vendor-samples/replay';
import { endpointOf, record, type Tape } from '../../support/vendor-samples/tape';
import { vendorCases } from '../../support/vendor-samples/vendor-case';

/** Every code that a call may end with. */
const CODES = {
  'invalid-argument': true,
  unauthenticated: true,
  'permission-denied': true,
  'not-found': true,
  conflict: true,
  'device-offline': true,
  'device-busy': true,
  'device-encrypted': true,
  used: true,
  full: true,
  expired: true,
  revoked: true,
  'outside-hours': true,
  'device-masked': true,
  'device-disabled': true,
  unsupported: true,
  'rate-limited': true,
  'vendor-auth': true,
  'vendor-quota': true,
  'vendor-unavailable': true,
  'vendor-protocol': true,
  internal: true,
} as const satisfies Record<ErrorCode, true>;

const RUNS = 12;
/** Asked by all calls of its vendor alike: one of them is enough to see what becomes of its parts. */
const SHARED = 'POST ezviz token/get';
/** The longest deadline of one exchange, and of a whole call to a vendor that answers at once but never to the point. */
const LONGEST_EXCHANGE_MS = 20_000;
const LONGEST_CALL_MS = 60_000;
const MB = 1024 * 1024;
const CHUNK = 64 * 1024;
/** Shorter texts could stand in a message of ours by themselves. */
const SECRET_LENGTH = 12;

const responseOf = ({ status, headers, body }: HttpResponse): Response =>
  new Response(Uint8Array.from(body), { status, headers });

function goodReply(tape: Tape, endpoint: string): HttpResponse {
  const reply = tape.replies.get(endpoint);
  return reply ?? { status: 404, headers: {}, body: new Uint8Array() };
}

/** Texts that no message of ours may hold: what the vendor said, what opens it, and what it names devices by. */
function secretsOf({ replies, credentials, world }: Tape): readonly string[] {
  const told = [credentials, ...[...replies.values()].map(({ body }) => parse(body))].flatMap(textsIn);
  const long = told.filter((text) => text.length >= SECRET_LENGTH);
  return [VENDOR_TEXT, world.address.deviceId, '127.0.0.1', ...long];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A call came to something whole, or ended in a code of ours that says nothing it should not. */
function expectStable({ outcome }: Replayed, secrets: readonly string[]): void {
  if (outcome.kind === 'result') {
    expect(gapsIn(outcome.result, 'result')).toEqual([]);
    return;
  }
  const { error } = outcome;
  if (!(error instanceof CallError)) throw new Error('not an error of ours', { cause: error });
  expect(CODES).toHaveProperty(error.code);
  expect(error.code).not.toBe('internal');
  expect(secrets.filter((secret) => error.message.includes(secret))).toEqual([]);
}

/** Where a result holds what no screen can show: no number, or nothing under a name. */
function gapsIn(value: unknown, path: string): readonly string[] {
  if (typeof value === 'number') return Number.isNaN(value) ? [path] : [];
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [`${path}.${name}`] : gapsIn(inner, `${path}.${name}`),
  );
}

const expectCode = ({ outcome }: Replayed, code: ErrorCode): void =>
  expect(outcome).toMatchObject({ kind: 'thrown', error: { name: 'CallError', code } });

const calls = vendorCases.flatMap((vendor) => vendor.names.map((name) => ({ id: vendor.id, name, vendor })));

describe.each(calls)('$id $name', ({ vendor, name }) => {
  let tape: Tape;
  let secrets: readonly string[];
  beforeAll(async () => {
    tape = await record(vendor, name);
    secrets = secretsOf(tape);
  });

  const replayWith = (endpoint: string, reply: HttpResponse) =>
    replay(tape, async ({ request }) => {
      const asked = endpointOf(request);
      return responseOf(asked === endpoint ? reply : goodReply(tape, asked));
    });

  test('whatever stands in place of any part of its replies, it ends in a result or a stable code', async () => {
    for (const [endpoint, good] of tape.replies) {
      if (endpoint === SHARED && name !== 'driver.openLive') continue;
      for (const reply of spoilt(good)) expectStable(await replayWith(endpoint, reply), secrets);
    }
  });

  test('whatever one of its replies is, it ends in a result or a stable code', async () => {
    const endpoint = fc.constantFrom(...tape.replies.keys());
    await fc.assert(
      fc.asyncProperty(endpoint, damages, async (damaged, damage) => {
        const replayed = await replayWith(damaged, damage(goodReply(tape, damaged)));
        expectStable(replayed, secrets);
        expect(replayed.tookMs).toBeLessThanOrEqual(LONGEST_CALL_MS);
      }),
      { numRuns: RUNS },
    );
  });

  test('a vendor that says nothing is vendor-unavailable at the deadline', async () => {
    const replayed = await replay(tape, ({ late }) => late());
    expectCode(replayed, 'vendor-unavailable');
    expectStable(replayed, secrets);
    expectInTime(replayed);
  });

  test('a reply that never ends is cut off, and vendor-protocol', async () => {
    const replies: { readonly reply: EndlessReply; readonly limit: number }[] = [];
    const replayed = await replay(tape, async ({ request }) => {
      const reply = endlessReply();
      replies.push({ reply, limit: request.maxReplyBytes ?? 4 * MB });
      return reply.response;
    });
    expectCode(replayed, 'vendor-protocol');
    expect(replies.length).toBeGreaterThan(0);
    for (const { reply, limit } of replies) {
      expect(reply.isLeft()).toBe(true);
      expect(reply.bytes()).toBeLessThanOrEqual(limit + CHUNK);
      expect(limit).toBeLessThanOrEqual(8 * MB);
    }
  });

  test('a reply that begins and stops is vendor-unavailable at the deadline', async () => {
    const replayed = await replay(tape, async ({ late }) => endlessReply(1, late).response);
    expectCode(replayed, 'vendor-unavailable');
    expectInTime(replayed);
  });

  test('a line that breaks is vendor-unavailable, without the address', async () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:443'), { code: 'ECONNREFUSED' });
    const replayed = await replay(tape, () => Promise.reject(new TypeError('fetch failed', { cause })));
    expectCode(replayed, 'vendor-unavailable');
    expectStable(replayed, secrets);
  });
});

function expectInTime({ deadlines, tookMs }: Replayed): void {
  expect(deadlines.length).toBeGreaterThan(0);
  expect(Math.max(...deadlines)).toBeLessThanOrEqual(LONGEST_EXCHANGE_MS);
  expect(tookMs).toBeLessThanOrEqual(deadlines.reduce((sum, ms) => sum + ms, 0));
}

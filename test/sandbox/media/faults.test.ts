import { pullFlv } from '../../../sandbox/media/flv-client';
import type { Pull } from '../../../sandbox/media/pull';
import { pullRtmp } from '../../../sandbox/media/rtmp-client';
import { makeOrigin, type TestOrigin } from '../../support/media/make-origin';
import { startPull, type Pulled } from '../../support/media/pulled';

let origin: TestOrigin;
const pulls: Pulled[] = [];

beforeEach(async () => {
  origin = await makeOrigin();
});
afterEach(async () => {
  for (const pulled of pulls.splice(0)) pulled.close();
  await origin.close();
});

function pull(kind: Pull, url: string, stepTimeoutMs = 5000): Pulled {
  const pulled = startPull(kind, url, { stepTimeoutMs });
  pulls.push(pulled);
  return pulled;
}

const kinds: [string, Pull, () => string][] = [
  ['RTMP', pullRtmp, () => `${origin.rtmp}/live/1-sub`],
  ['HTTP-FLV', pullFlv, () => `${origin.http}/live/1-sub.flv`],
];

describe.each(kinds)('over %s', (name, kind, url) => {
  test('while new pulls are refused, running streams go on, and afterwards all is well again', async () => {
    const running = pull(kind, url());
    await running.tagged(4);
    origin.setFaults({ refuse: true });
    expect(await pull(kind, url()).end).toEqual({ kind: 'connect-failed', detail: 'ECONNREFUSED' });
    await running.tagged(running.tags.length + 4);
    origin.setFaults({});
    let again = pull(kind, url());
    while (
      (await Promise.race([again.end.then(({ kind: end }) => end), again.tagged(4).catch(() => null)])) ===
      'connect-failed'
    ) {
      again = pull(kind, url());
    }
    expect(again.tags.length).toBeGreaterThanOrEqual(4);
  });

  test('resets tear down the running streams and every new one', async () => {
    const running = pull(kind, url());
    await running.tagged(4);
    origin.setFaults({ reset: true });
    expect((await running.end).kind).toBe('reset');
    const next = await pull(kind, url()).end;
    expect(next.kind).toBe(name === 'RTMP' ? 'handshake-failed' : 'reset');
    expect(origin.viewers()).toBe(0);
  });

  test('in a stall the connection stands, new ones are left unanswered, and the stream goes on when it ends', async () => {
    const running = pull(kind, url());
    await running.tagged(4);
    origin.setFaults({ stall: true });
    expect(await pull(kind, url(), 1000).end).toEqual({ kind: 'handshake-failed', detail: 'nothing for 1000 ms' });
    const before = running.tags.length;
    origin.setFaults({});
    await running.tagged(before + 8);
    const times = running.tags.filter(({ kind: tag }) => tag === 'video').map(({ timestamp }) => timestamp);
    expect(times.slice(1).every((time, index) => time > (times[index] ?? 0) || index === 0)).toBe(true);
  });

  test('nothing of the stream passes while it stalls', async () => {
    const running = pull(kind, url());
    await running.tagged(4);
    origin.setFaults({ stall: true });
    // Whatever was under way has arrived when another origin's stream, begun now, has shown its first picture.
    const other = await makeOrigin();
    await pull(kind, url().replace(/^.*(?=\/live)/, name === 'RTMP' ? other.rtmp : other.http)).tagged(4);
    const before = running.tags.length;
    await pulls.at(-1)?.tagged(12);
    expect(running.tags).toHaveLength(before);
    await other.close();
  });
});

import { recordedFiles } from '../../../../sandbox/vendors/recordings';
import { FlvReader } from '../../../../sandbox/media/flv';
import { at, makeCamera, NOW, textAt, withTrait } from '../support';
import { signed, startRig, stat, STORES, type Params, type Rig } from './rig';

const DOWNLOAD = 'open.shopweb.device.startRecReqDown';
const MINUTE = 60_000;
/** The camera whose files the tests ask for. */
const DEVICE = 1;
const [FILE] = recordedFiles(DEVICE, { from: NOW - 86_400_000, to: NOW }, NOW).filter(
  ({ from, to }) => to - from > 26 * MINUTE,
);
const FROM = FILE!.from;

/** Cameras of one store, all with the same recorder; 7 has none. */
const CAMERAS = [
  ...[1, 2, 3, 4, 5, 7].map((device) => makeCamera('ovopark', { device, serial: String(130_000 + device) })),
  withTrait('ovopark', 'offline', '130006'),
  makeCamera('ovopark', { device: 8, serial: '130008', store: 1 }),
];

let rig: Rig;
beforeEach(async () => {
  rig = await startRig(CAMERAS, STORES);
});
afterEach(() => rig.simulator.close());

/** yyyy-MM-dd HH:mm:ss in Beijing. */
const text = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const span = (minutes: number, from = FROM): Params => ({
  startTime: text(from),
  endTime: text(from + minutes * MINUTE),
});
const ask = (device: number, business: Params = span(5)): Promise<unknown> =>
  rig.call(DOWNLOAD, { id: String(130_000 + device), ...business });
const result = async (...asked: Parameters<typeof ask>): Promise<unknown> => at(await ask(...asked), 'data', 'result');

/** A stretch that all cameras of the recorder have recorded. */
const SHARED = Array.from({ length: 14 * 24 * 6 }, (_, n) => NOW - n * 10 * MINUTE).find((from) =>
  [1, 2, 3, 4, 5].every((device) => recordedFiles(device, { from, to: from + MINUTE }, NOW).length > 0),
)!;

describe('startRecReqDown', () => {
  test('0: the address of an FLV file that downloads and lasts as long as the span', async () => {
    const reply = await ask(DEVICE, { startTime: text(FROM), endTime: text(FROM + 20_000) });
    expect(stat(reply)).toEqual([0, 'SUCCESS']);
    expect(at(reply, 'data', 'result')).toBe('0');
    const url = textAt(reply, 'data', 'url');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/FLV_[0-9a-f]{12}_[0-9a-f]{12}_20240102030405\.flv$/);
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('video/x-flv');
    const tags = new FlvReader().push(Buffer.from(await response.arrayBuffer()));
    const pictures = tags.filter(({ kind, timestamp }) => kind === 'video' && timestamp > 0);
    expect(pictures.at(-1)?.timestamp).toBe(20_000 - 200);
  });

  test('the file tells its length, and leaves out what was not recorded', async () => {
    const gap = recordedFiles(DEVICE, { from: NOW - 14 * 86_400_000, to: NOW }, NOW).find(
      ({ to, from }, index, files) =>
        to - from > MINUTE && (files[index + 1]?.from ?? 0) - to < MINUTE && to !== files[index + 1]?.from,
    )!;
    const url = textAt(await ask(DEVICE, span(2, gap.to - MINUTE)), 'data', 'url');
    const response = await fetch(url);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    const last = new FlvReader().push(bytes).findLast(({ kind }) => kind === 'video');
    expect(last?.timestamp).toBeLessThan(2 * MINUTE - 5_000);
    expect(last?.timestamp).toBeGreaterThan(MINUTE);
  });

  test('a recorder that loses its line breaks the download off, and gives nothing until it is back', async () => {
    rig.simulator.setFaults({ throttle: 2_000_000 });
    const url = textAt(await ask(DEVICE, span(5)), 'data', 'url');
    const response = await fetch(url);
    const reader = response.body!.getReader();
    await reader.read();
    rig.simulator.setFaults({ offline: true });
    rig.clock.advance(1_000);
    const rest = async (): Promise<void> => {
      while (!(await reader.read()).done);
    };
    await expect(rest()).rejects.toThrow();
    expect((await fetch(url)).status).toBe(404);
    rig.simulator.setFaults({});
    expect(await result(DEVICE)).toBe('0');
  });

  test('twenty-five minutes come as three parts, one after the other, each told by its length', async () => {
    const lengths: number[] = [];
    let from = FROM;
    for (const minutes of [10, 10, 5]) {
      const url = textAt(await ask(DEVICE, span(minutes, from)), 'data', 'url');
      expect(await result(DEVICE, span(1))).toBe('-3');
      const response = await fetch(url);
      lengths.push((await response.arrayBuffer()).byteLength);
      expect(response.headers.get('content-length')).toBe(String(lengths.at(-1)));
      from += minutes * MINUTE;
    }
    expect(await result(DEVICE, span(1))).toBe('0');
    expect(lengths[2]).toBeLessThan(lengths[0]! * 0.6);
  }, 30_000);

  test('ten minutes are handed over in five seconds when nobody reads them', async () => {
    expect(await result(DEVICE, span(10))).toBe('0');
    rig.clock.advance(4_999);
    expect(await result(DEVICE, span(1))).toBe('-3');
    rig.clock.advance(1);
    expect(await result(DEVICE, span(1))).toBe('0');
  });

  test.each(['m.api', 'cloud.api'])('is served at %s', async (route) => {
    const form = signed({ ...rig.publicParams(DOWNLOAD), id: '130001', ...span(1) });
    expect(at(await rig.post(form, { route }), 'data', 'result')).toBe('0');
  });

  test('1: the recorder is not online', async () => {
    expect(at(await ask(6), 'data')).toEqual({ result: '1' });
    rig.simulator.setFaults({ offline: true });
    expect(await result(DEVICE)).toBe('1');
  });

  test('-1: nothing was recorded then', async () => {
    expect(await result(DEVICE, span(5, NOW - 60 * 86_400_000))).toBe('-1');
    expect(await result(DEVICE, span(5, NOW + MINUTE))).toBe('-1');
  });

  test('-2: the camera is not under a recorder', async () => {
    expect(await result(7)).toBe('-2');
  });

  test('-3: a download of this camera runs; when it has been handed over the next may come', async () => {
    expect(await result(DEVICE, span(8))).toBe('0');
    expect(await result(DEVICE, span(1))).toBe('-3');
    rig.clock.advance(MINUTE);
    expect(await result(DEVICE, span(1))).toBe('0');
  });

  test('-3 ends too when the file has been read to its end', async () => {
    const url = textAt(await ask(DEVICE, { startTime: text(FROM), endTime: text(FROM + 2_000) }), 'data', 'url');
    expect(await result(DEVICE)).toBe('-3');
    await (await fetch(url)).arrayBuffer();
    expect(await result(DEVICE)).toBe('0');
  });

  test('-4: four cameras of the recorder are being handed over; another recorder is free', async () => {
    for (const device of [1, 2, 3, 4]) expect(await result(device, span(1, SHARED))).toBe('0');
    expect(await result(5, span(1, SHARED))).toBe('-4');
    expect(await result(8, span(1, NOW - 60 * 86_400_000))).toBe('-1');
  });

  test('-5: more footage than the recorder can hand over at once', async () => {
    for (const device of [1, 2]) expect(await result(device, span(10, SHARED))).toBe('0');
    expect(await result(3, span(10, SHARED))).toBe('-5');
    expect(await result(3, span(2, SHARED))).toBe('0');
  });

  test.each(['1', '2', '-1', '-2', '-3', '-4', '-5', '-6'])('%s on request', async (code) => {
    rig.simulator.setFaults({ answer: { endpoint: DOWNLOAD, code: `result:${code}`, times: 1 } });
    const reply = await ask(DEVICE);
    expect(stat(reply)).toEqual([0, 'SUCCESS']);
    expect(at(reply, 'data')).toEqual({ result: code });
    expect(await result(DEVICE)).toBe('0');
  });

  test('ten minutes are allowed, a second more is not', async () => {
    expect(await result(DEVICE, span(10))).toBe('0');
    const longer = { startTime: text(FROM), endTime: text(FROM + 10 * MINUTE + 1000) };
    expect(stat(await ask(DEVICE, longer))).toEqual([-500, 'API_SYSTEM_CALL_ERROR']);
  });

  test.each([
    [{ startTime: '' }],
    [{ endTime: '2024-01-01T00:00:00' }],
    [{ endTime: '2024-02-30 00:00:00' }],
    [{ startTime: text(FROM), endTime: text(FROM) }],
    [{ id: 'x' }],
  ])('%j is -500', async (change: Params) => {
    expect(stat(await ask(DEVICE, { ...span(5), ...change }))).toEqual([-500, 'API_SYSTEM_CALL_ERROR']);
  });

  test('103092 and 103064: no such camera, and one of somebody else', async () => {
    expect(stat(await ask(DEVICE, { ...span(5), id: '999' }))).toEqual([103092, 'NO_DEVICE']);
    expect(stat(await ask(DEVICE, { ...span(5), id: '139999999' }))).toEqual([103064, 'NO_AUTH_USER']);
  });

  test('a file is gone after an hour, and there is none at another address', async () => {
    const url = textAt(await ask(DEVICE), 'data', 'url');
    expect((await fetch(url.replace('FLV_', 'FLV_0'))).status).toBe(404);
    rig.clock.advance(3_600_000);
    expect((await fetch(url)).status).toBe(404);
    const next = textAt(await ask(DEVICE), 'data', 'url');
    rig.simulator.setFaults({ expireAddresses: true });
    expect((await fetch(next)).status).toBe(404);
  });
});

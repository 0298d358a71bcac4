import { at, makeCamera, textAt } from '../support';
import { startRig, type Rig } from './rig';

const DAY = 86_400_000;
/** Midnight in Beijing before the rig's time. */
const MIDNIGHT = Date.UTC(2024, 0, 1, 16);
const GOOD = 'K10000001';
const WRONG_MEDIUM = 'K10000020';
const UNFORMATTED = 'K10000021';
const EMPTY_SLOT = 'K10000025';

let rig: Rig;
beforeEach(async () => {
  const demo = [GOOD, WRONG_MEDIUM, UNFORMATTED, EMPTY_SLOT].map((serial) =>
    makeCamera('ezviz', { serial, device: Number(serial.slice(-2)) }),
  );
  rig = await startRig(demo);
});
afterEach(() => rig.close());

test.each([
  [GOOD, 1, '0---------------'],
  [WRONG_MEDIUM, 1, '1---------------'],
  [UNFORMATTED, 1, '2---------------'],
  [EMPTY_SLOT, 0, '----------------'],
])('%s tells of %d card: %s', async (deviceSerial, diskNum, diskState) => {
  const reply = await rig.ask('/api/lapp/device/status/get', { deviceSerial });
  expect(at(reply, 'data')).toMatchObject({ diskNum, diskState });
});

test.each([
  [GOOD, true],
  [WRONG_MEDIUM, false],
  [UNFORMATTED, false],
  [EMPTY_SLOT, false],
])('%s has something to play back: %s', async (deviceSerial, has) => {
  const span = { startTime: String(MIDNIGHT - 10 * DAY), endTime: String(MIDNIGHT) };
  const data = at(await rig.ask('/api/lapp/video/by/time', { deviceSerial, recType: '2', ...span }), 'data');
  expect(Array.isArray(data)).toBe(has);
  const played = { protocol: '4', type: '2', startTime: '2023-12-23 00:00:00', stopTime: '2024-01-02 00:00:00' };
  const address = await rig.ask('/api/lapp/v2/live/address/get', { deviceSerial, ...played });
  expect(rig.origin.pull(textAt(address, 'data', 'url')).kind).toBe(has ? 'recorded' : 'refused');
});

test('the day’s last picture is a refusal that can be asked for', async () => {
  rig.simulator.setFaults({ answer: { endpoint: '/api/lapp/device/capture', code: '10028' } });
  expect(await rig.codeOf('/api/lapp/device/capture', { channelNo: '1' })).toBe('10028');
  expect(await rig.codeOf('/api/lapp/device/info')).toBe('200');
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PtzMotion } from '../../../cloudfunctions/core/capabilities';
import { createHttp } from '../../../cloudfunctions/core/http';
import type { Simulator } from '../../../sandbox/vendors/simulator';
import { describeDriverContract } from '../../support/driver-contract';
import { makeDriverDeps } from '../../support/driver-deps';
import { sign } from '../../support/fourth-vendor/driver/sign';
import { refusals } from '../../support/fourth-vendor/driver/wire';
import { startNorthcam } from '../../support/fourth-vendor/simulator/index';
import { northcam } from '../../support/fourth-vendor/vendor';
import { makeOrigins } from '../../sandbox/vendors/support';

const serial = (n: number): string => `NC${String(n).padStart(5, '0')}`;

describeDriverContract({
  vendor: 'northcam',
  definition: northcam,
  start: startNorthcam,
  serial,
  secret: 'secret',
  severalPages: 120,
  hasQuota: true,
});

const ROOT = join(__dirname, '../../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const guide = read('test/support/fourth-vendor/README.md');

test('the worked signature of its guide comes out as printed', () => {
  const path = '/v2/camera/list';
  expect(guide).toContain(sign({ key: 'k', secret: 's', time: 1, nonce: 'n', path, body: '{}' }));
});

test('every code of its guide has an error', () => {
  const rows = [...guide.matchAll(/^\| `(\d{4})` \| .+? \| `([a-z-]+)`(, the account rests)? +\|$/gm)];
  const printed = rows.map(([, code = '', error = '', rests]) => [code, rests === undefined ? error : 'pause']);
  expect(Object.fromEntries(printed)).toEqual(refusals);
});

describe('turning, which the contract does not speak of', () => {
  let simulator: Simulator<'northcam'>;
  const trait = (n: number) => (n === 2 ? ('main-only' as const) : ('normal' as const));
  const cameras = [1, 2].map((n) => ({
    ...{ vendor: 'northcam' as const, store: 0, name: '前门', label: 'FRONT DOOR', device: n, channel: '1' },
    ...{ serial: serial(n), trait: trait(n) },
  }));
  const address = (n: number) => ({ deviceId: serial(n), channelId: '1', groupId: null });
  const ptz = () => {
    const clock = { now: Date.now, sleep: async () => undefined };
    const http = createHttp({ clock, random: () => 0 });
    return northcam.open(makeDriverDeps<unknown>(simulator.credentials, http, clock)).ptz!;
  };

  beforeEach(async () => {
    simulator = await startNorthcam({ cameras, startOrigin: makeOrigins().startOrigin });
  });
  afterEach(() => simulator.close());

  test.each([
    ['up', 'N'],
    ['right', 'E'],
    ['down', 'S'],
    ['left', 'W'],
  ] satisfies [PtzMotion, string][])('%s is the way %s, until it is stopped', async (motion, way) => {
    await ptz().start(address(1), motion, 1);
    expect(simulator.inspect(serial(1), '1')).toEqual({ turning: way });
    await ptz().stop(address(1), motion);
    expect(simulator.inspect(serial(1), '1')).toEqual({ turning: null });
  });

  test('a camera that cannot turn, and a way there is not, are unsupported', async () => {
    await expect(ptz().start(address(2), 'up', 0)).rejects.toMatchObject({ code: 'unsupported', vendorCode: '2009' });
    await expect(ptz().start(address(1), 'zoom-in', 0)).rejects.toMatchObject({ code: 'unsupported' });
  });
});

test.each(['cloudfunctions', 'typings', 'miniprogram', 'sandbox'])('nothing in %s knows of it', (folder) => {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const ours = files.filter((file) => /\.(?:ts|json|wxml)$/.test(file) && !file.startsWith('miniprogram_npm'));
  expect(ours.length).toBeGreaterThan(1);
  expect(ours.filter((file) => /northcam/i.test(read(join(folder, file))))).toEqual([]);
});

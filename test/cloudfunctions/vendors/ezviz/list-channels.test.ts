import type { VendorChannel } from '../../../../cloudfunctions/core/ports';
import { makeApi, refused, success } from './rig';

const PAGE = 50;

interface Account {
  /** Serial numbers in the order of each list. */
  readonly devices: readonly string[];
  readonly cameras: readonly string[];
}

const serials = (count: number): string[] => Array.from({ length: count }, (_, n) => `K${n}`);

function start({ devices, cameras }: Account) {
  const pageOf = (rows: readonly string[], from: string | undefined) =>
    rows.slice(Number(from) * PAGE, (Number(from) + 1) * PAGE);
  const answer = () =>
    makeApi(({ path, fields }) => {
      if (path.endsWith('device/list')) {
        const rows = pageOf(devices, fields.pageStart);
        return success(
          rows.map((deviceSerial) => ({ deviceSerial, deviceName: `盒子 ${deviceSerial}`, status: 1 })),
          devices.length,
        );
      }
      if (path.endsWith('camera/list')) {
        const rows = pageOf(cameras, fields.pageStart);
        return success(
          rows.map((deviceSerial) => ({ deviceSerial, channelNo: 1, channelName: '', status: 0 })),
          cameras.length,
        );
      }
      const { deviceSerial = '' } = fields;
      if (!devices.includes(deviceSerial)) return refused('20018');
      return success({ deviceSerial, deviceName: `盒子 ${deviceSerial}`, status: 1 });
    });
  let instance = answer();
  const asked: string[] = [];
  const note = () => asked.push(...instance.calls().map(({ path }) => path.replace('/api/lapp/', '')));
  return {
    /** One page; `elsewhere`: by an instance that has read nothing yet. */
    async read(from: string | undefined, elsewhere: boolean) {
      if (elsewhere) {
        note();
        instance = answer();
      }
      for await (const page of instance.api.listChannels(from)) return page;
      throw new Error('a listing has one page at least');
    },
    async all(elsewhere: boolean): Promise<VendorChannel[]> {
      const channels: VendorChannel[] = [];
      let from: string | undefined;
      do {
        const page = await this.read(from, elsewhere);
        channels.push(...page.channels);
        from = page.next ?? undefined;
      } while (from !== undefined);
      note();
      return channels;
    },
    count: (path: string) => asked.filter((one) => one === path).length,
  };
}

const told = (channels: readonly VendorChannel[]) =>
  channels.map(({ address, name, reachability }) => `${address.deviceId} ${name} ${reachability}`);
const own = (serial: string): string => `${serial} 盒子 ${serial} online`;

test('lists in the same order are read side by side, each page once', async () => {
  const devices = serials(120);
  const account = start({ devices, cameras: devices });
  expect(told(await account.all(false))).toEqual(devices.map(own));
  expect([account.count('device/list'), account.count('camera/list'), account.count('device/info')]).toEqual([3, 3, 0]);
});

test('by instances that each read one page, no device of such lists is asked for by itself', async () => {
  const devices = serials(120);
  const account = start({ devices, cameras: devices });
  expect(told(await account.all(true))).toEqual(devices.map(own));
  expect(account.count('device/info')).toBe(0);
});

test('lists in another order tell the same, by one instance or by many', async () => {
  const devices = serials(170);
  const cameras = devices.toReversed();
  const alone = start({ devices, cameras });
  expect(told(await alone.all(false))).toEqual(cameras.map(own));
  expect([alone.count('device/list'), alone.count('device/info')]).toEqual([4, 0]);
  expect(told(await start({ devices, cameras }).all(true))).toEqual(cameras.map(own));
});

test('a camera that somebody shared has what its own row tells, by one instance or by many', async () => {
  const devices = serials(60);
  const cameras = [...devices, 'K-SHARED'];
  const expected = [...devices.map(own), 'K-SHARED K-SHARED offline'];
  const alone = start({ devices, cameras });
  expect(told(await alone.all(false))).toEqual(expected);
  expect(alone.count('device/info')).toBe(0);
  expect(told(await start({ devices, cameras }).all(true))).toEqual(expected);
});

test.each(['', 'x', '1.2', '1.2.3.4', '../1'])(
  '%j is no place in the lists: they are read from the beginning',
  async (from) => {
    const devices = serials(3);
    const page = await start({ devices, cameras: devices }).read(from, false);
    expect(told(page.channels)).toEqual(devices.map(own));
  },
);

import type { ErrorCode } from '../../typings/contract/errors';
import { CallError } from '../../cloudfunctions/core/errors';
import { createHttp } from '../../cloudfunctions/core/http';
import type {
  ChannelAddress,
  Driver,
  HttpPort,
  HttpResponse,
  ListedPage,
  VendorChannel,
} from '../../cloudfunctions/core/ports';
import { vendors, type Vendor } from '../../cloudfunctions/vendors/index';
import type { DemoCamera } from '../../sandbox/fleet';
import type { Simulator, SimulatorOptions } from '../../sandbox/vendors/simulator';
import { makeOrigins, type FakeOrigin } from '../sandbox/vendors/support';
import { makeDriverDeps } from './driver-deps';

type ContractSimulator = Pick<Simulator, 'credentials' | 'requests' | 'setFaults' | 'close'>;

export interface DriverContract<V extends string> {
  readonly vendor: V;
  /** The vendor itself, where it is not in the list of vendors. */
  readonly definition?: Vendor;
  start(options: SimulatorOptions<V>): Promise<ContractSimulator>;
  /** The serial number of the `n`th camera. */
  serial(n: number): string;
  /** The credential that makes the others worthless when it is wrong. */
  readonly secret: string;
  /** How many cameras make several pages, each in a store of its own. */
  readonly severalPages: number;
  /** The vendor documents a code for too many calls. */
  readonly hasQuota: boolean;
}

const TIMEOUT_MS = 80;
const systemClock = { now: Date.now, sleep: async (): Promise<void> => undefined };

/** What every driver must do, proved against the simulator of its vendor. */
export function describeDriverContract<V extends string>(contract: DriverContract<V>): void {
  const { vendor, serial } = contract;
  const makeCamera = (n: number, more: Partial<Pick<DemoCamera, 'name' | 'store' | 'trait'>> = {}): DemoCamera<V> => ({
    ...{ vendor, serial: serial(n), device: n, channel: '1', label: 'CASHIER 01' },
    ...{ store: 0, name: '收银台', trait: 'normal', ...more },
  });
  const online = makeCamera(1);
  const offline = makeCamera(2, { trait: 'offline' });
  const cameras = [online, offline];
  let simulator: ContractSimulator;
  let origin: FakeOrigin;
  let tamper: (response: HttpResponse) => HttpResponse;

  async function start(options: Omit<SimulatorOptions<V>, 'startOrigin'>): Promise<void> {
    const { startOrigin, origins } = makeOrigins();
    simulator = await contract.start({ ...options, startOrigin });
    const [started] = origins;
    if (started === undefined) throw new Error('the simulator started no origin');
    origin = started;
  }

  function open(credentials: object = simulator.credentials): Driver {
    const real = createHttp({ clock: systemClock, random: () => 0, timeoutMs: TIMEOUT_MS * 50 });
    const http: HttpPort = async (request) => tamper(await real(request));
    return openWith(http, credentials);
  }

  function openWith(http: HttpPort, credentials: object = simulator.credentials): Driver {
    const found = contract.definition ?? vendors.find(({ id }) => id === vendor);
    if (found === undefined) throw new Error(`${vendor} is not in the list of vendors`);
    return found.open(makeDriverDeps<unknown>(credentials, http, systemClock));
  }

  async function channels(driver = open()): Promise<VendorChannel[]> {
    const found: VendorChannel[] = [];
    for await (const page of driver.listChannels()) found.push(...page.channels);
    return found;
  }

  async function firstPage(driver: Driver, from: string | undefined): Promise<ListedPage> {
    for await (const page of driver.listChannels(from)) return page;
    throw new Error('a listing has one page at least');
  }

  async function addressOf(camera: DemoCamera<V>): Promise<ChannelAddress> {
    const channel = (await channels()).find(({ address }) => address.deviceId === camera.serial);
    if (channel === undefined) throw new Error(`${camera.serial} is not listed`);
    return channel.address;
  }

  const unknown = (address: ChannelAddress): ChannelAddress => ({ ...address, deviceId: serial(999) });
  /** What becomes of every call of the driver, all made at once: errors as they are thrown. */
  const outcomes = (driver: Driver, address: ChannelAddress): Promise<unknown[]> =>
    Promise.all(
      [channels(driver), driver.readStatus([address]), driver.openLive(address, 'main')].map((call: Promise<unknown>) =>
        call.catch((error: unknown) => error),
      ),
    );
  const three = (code: ErrorCode): unknown[] =>
    Array.from({ length: 3 }, (): unknown => expect.objectContaining({ code }));

  describe(`the ${vendor} driver`, () => {
    beforeEach(async () => {
      tamper = (response) => response;
      await start({ cameras });
    });
    afterEach(() => simulator.close());

    test('lists every camera with its name, whatever the number of pages', async () => {
      await simulator.close();
      const many = Array.from({ length: contract.severalPages }, (_, index) =>
        makeCamera(index + 1, { name: `机位 ${index}`, store: index }),
      );
      await start({ cameras: many });
      const pages: (readonly VendorChannel[])[] = [];
      for await (const { channels } of open().listChannels()) pages.push(channels);
      expect(pages.length).toBeGreaterThan(1);
      const names = pages.flat().map(({ name, address }) => [address.deviceId, name]);
      expect(names).toEqual(many.map((camera) => [camera.serial, camera.name]));
    });

    test('fetches no page that nobody asks for', async () => {
      await simulator.close();
      const many = Array.from({ length: contract.severalPages }, (_, index) => makeCamera(index + 1, { store: index }));
      await start({ cameras: many });
      for await (const page of open().listChannels()) {
        expect(page.channels.length).toBeLessThan(many.length);
        break;
      }
      const afterOne = simulator.requests().length;
      await channels();
      expect(simulator.requests().length - afterOne).toBeGreaterThan(afterOne);
    });

    test('goes on listing where another instance stopped, and tells the same', async () => {
      await simulator.close();
      const many = Array.from({ length: contract.severalPages }, (_, index) =>
        makeCamera(index + 1, { store: index, trait: index % 3 === 0 ? 'offline' : 'normal' }),
      );
      await start({ cameras: many });
      const inSteps: VendorChannel[] = [];
      const cursors: string[] = [];
      for (let from: string | undefined, steps = 0; steps < 1000; steps += 1) {
        const page = await firstPage(open(), from);
        inSteps.push(...page.channels);
        if (page.next === null) break;
        cursors.push(page.next);
        from = page.next;
      }
      expect(cursors.length).toBeGreaterThan(0);
      expect(Math.max(...cursors.map(({ length }) => length))).toBeLessThanOrEqual(200);
      expect(inSteps).toEqual(await channels());
    });

    test('lists a camera with its state and the streams it offers', async () => {
      const [first, second] = await channels();
      expect(first).toMatchObject({ reachability: 'online', condition: 'clear' });
      expect(first?.qualities).toContain('main');
      expect(second).toMatchObject({ reachability: 'offline' });
    });

    test('tells online from offline, and leaves out what the vendor does not know', async () => {
      const good = await addressOf(online);
      const lost = await addressOf(offline);
      const states = await open().readStatus([good, unknown(good), lost]);
      const told = states.map(({ address, reachability }) => [address.deviceId, reachability]);
      expect(new Map(told.map(([id, state]) => [id, state]))).toEqual(
        new Map([
          [online.serial, 'online'],
          [offline.serial, 'offline'],
        ]),
      );
    });

    test('reads the states of 30 cameras', async () => {
      await simulator.close();
      const many = Array.from({ length: 30 }, (_, index) => makeCamera(index + 1, { store: index % 3 }));
      await start({ cameras: many });
      const driver = open();
      const addresses = (await channels(driver)).map(({ address }) => address);
      expect(await driver.readStatus(addresses)).toHaveLength(30);
    });

    test('opens addresses that the stream server lets in byte for byte, in every quality on offer', async () => {
      const driver = open();
      const [channel] = await channels(driver);
      for (const quality of channel!.qualities) {
        for (const { url } of await driver.openLive(channel!.address, quality)) {
          expect(origin.pull(url)).toMatchObject({ kind: 'live', quality, camera: { device: online.device } });
        }
      }
    });

    test('opens a stream with one vendor call when warm', async () => {
      const driver = open();
      const address = await addressOf(online);
      await driver.openLive(address, 'main');
      const before = simulator.requests().length;
      await driver.openLive(address, 'main');
      expect(simulator.requests().length - before).toBe(1);
    });

    test('offers another protocol in place of one to be avoided, and the avoided when nothing else is left', async () => {
      const driver = open();
      const address = await addressOf(online);
      const [preferred] = await driver.openLive(address, 'main');
      const others = await driver.openLive(address, 'main', [preferred!.protocol]);
      expect(others.map(({ protocol }) => protocol)).not.toContain(preferred!.protocol);
      for (const { url } of others) expect(origin.pull(url)).toMatchObject({ kind: 'live' });
      const again = await driver.openLive(address, 'main', ['flv', 'rtmp', 'hls']);
      expect(again[0]?.protocol).toBe(preferred!.protocol);
    });

    test('an offline device is device-offline, whatever the vendor calls it', async () => {
      const address = await addressOf(offline);
      await expect(open().openLive(address, 'main')).rejects.toMatchObject({ code: 'device-offline' });
    });

    test('a channel that the vendor does not know is not-found', async () => {
      const address = await addressOf(online);
      await expect(open().openLive(unknown(address), 'main')).rejects.toMatchObject({ code: 'not-found' });
    });

    test('wrong credentials are vendor-auth in every call', async () => {
      const address = await addressOf(online);
      const driver = open({ ...simulator.credentials, [contract.secret]: 'd3Jvbmc=' });
      expect(await outcomes(driver, address)).toEqual(three('vendor-auth'));
    });

    test('credentials of another shape are refused by the names of their fields', () => {
      const broken = { ...simulator.credentials, [contract.secret]: 42, extra: 'x' };
      expect(() => open(broken)).toThrow(new RegExp(`${contract.secret}.*extra|extra.*${contract.secret}`));
      expect(() => open(broken)).toThrow(CallError);
    });

    test.each([
      ['a page of HTML', '<html>gateway</html>'],
      ['a cut reply', '{"code":"200","da'],
      ['JSON of another shape', '{"hello":["world"]}'],
      ['an empty body', ''],
    ])('%s is vendor-protocol', async (_, text) => {
      const address = await addressOf(online);
      tamper = () => ({ status: 200, headers: {}, body: Buffer.from(text) });
      expect(await outcomes(open(), address)).toEqual(three('vendor-protocol'));
    });

    test.each([500, 502])('HTTP %i is vendor-unavailable', async (status) => {
      const address = await addressOf(online);
      tamper = () => ({ status, headers: {}, body: Buffer.from('<html>') });
      expect(await outcomes(open(), address)).toEqual(three('vendor-unavailable'));
    });

    test('HTTP 429 is vendor-quota, and the account rests until the named second', async () => {
      const address = await addressOf(online);
      let calls = 0;
      tamper = () => {
        calls += 1;
        return { status: 429, headers: { 'retry-after': '30' }, body: Buffer.from('') };
      };
      const driver = open();
      const before = Date.now();
      const error: unknown = await driver.openLive(address, 'main').catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'vendor-quota' });
      expect(error instanceof CallError && error.retryAt! - before).toBeGreaterThanOrEqual(30_000);
      expect(await outcomes(driver, address)).toEqual(three('vendor-quota'));
      expect(calls).toBe(1);
    });

    test('a vendor that does not answer is vendor-unavailable at the deadline', async () => {
      const address = await addressOf(online);
      simulator.setFaults({ slowVendorMs: 600_000 });
      const driver = openWith(createHttp({ clock: systemClock, random: () => 0, timeoutMs: TIMEOUT_MS }));
      expect(await outcomes(driver, address)).toEqual(three('vendor-unavailable'));
    });

    if (contract.hasQuota) {
      test("the vendor's own code for too many calls lets the account rest", async () => {
        const driver = open();
        const address = await addressOf(online);
        simulator.setFaults({ quota: true });
        await expect(driver.openLive(address, 'main')).rejects.toMatchObject({ code: 'vendor-quota' });
        const before = simulator.requests().length;
        expect(await outcomes(driver, address)).toEqual(three('vendor-quota'));
        expect(simulator.requests()).toHaveLength(before);
      });
    }

    test('what the vendor issued having expired is put right without anybody noticing', async () => {
      const driver = open();
      const address = await addressOf(online);
      await driver.openLive(address, 'main');
      simulator.setFaults({ expireTokens: true });
      const [source] = await driver.openLive(address, 'main');
      expect(origin.pull(source!.url)).toMatchObject({ kind: 'live' });
    });

    test('no error holds a credential, an address or a serial number', async () => {
      const address = await addressOf(online);
      const errors: unknown[] = [];
      const collect = async (driver: Driver): Promise<void> => void errors.push(...(await outcomes(driver, address)));
      await collect(open({ ...simulator.credentials, [contract.secret]: 'd3Jvbmc=' }));
      tamper = () => ({
        status: 200,
        headers: {},
        body: Buffer.from(JSON.stringify({ code: 200, errno: 0, stat: { code: 0 } })),
      });
      await collect(open());
      await simulator.close();
      tamper = (response) => response;
      await collect(open());
      expect(errors).toHaveLength(9);
      const told = errors.map((error) =>
        error instanceof CallError ? error.message + JSON.stringify(error) : 'not ours',
      );
      const secrets = [...Object.values(simulator.credentials), 'd3Jvbmc=', address.deviceId, '127.0.0.1'].map(String);
      for (const secret of secrets.filter((text) => text.length > 4)) expect(told.join('\n')).not.toContain(secret);
      expect(told).not.toContain('not ours');
    });
  });
}

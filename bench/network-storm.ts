import { createRequire } from 'node:module';
import { found } from './backend';
import { againstLimit, type Finding, type Measurement, type Row } from './report';
import { median } from './rounds';
import { startStormCloud, type StormCloud } from './storm-cloud';
import type { StormPhone, StormPhoneModule } from './storm-phone-types';
import { makeRandom, VirtualTime } from './virtual-time';

const PHONES = 1_000;
/** A chain of one phone in four a camera, and one where a whole region looks at the same few. */
const FLEETS = [250, 28] as const;
const START = Date.UTC(2026, 0, 1, 12);
const ARRIVING_MS = 10_000;
const WATCHING_MS = 30_000;
const WITHOUT_MS = 15_000;
const COMING_BACK_MS = 60_000;
const VENDOR_DOWN_MS = 8_000;

/** A thousand phones lose and regain the network together. */
export const networkStorm: Measurement = {
  name: 'network-storm',
  async measure() {
    const findings: Finding[] = [];
    for (const cameras of FLEETS) findings.push(await weather(cameras));
    findings.push(await weatherWithVendorDown(found(FLEETS[0])));
    findings.push(await weatherUntold(found(FLEETS[0])));
    return {
      rows: findings.flatMap(({ rows }) => rows),
      notes: findings.flatMap(({ notes = [] }) => notes),
    };
  },
};

async function weather(cameras: number): Promise<Finding> {
  const storm = await startStorm(cameras);
  await storm.breakLine({ told: true });
  const { calls, backAfter } = await storm.mendLine({ told: true });
  const what = `${PHONES} phones come back to ${cameras} cameras`;
  const slowest = Math.max(...backAfter) / 1000;
  return {
    rows: [againstLimit({ what: `${what}: vendor calls a camera`, unit: '' }, calls / cameras, { atMost: 1.2 })],
    notes: [
      `${what}: all play again after ${slowest.toFixed(1)} s, half of them after ` +
        `${(median(backAfter) / 1000).toFixed(1)} s; ${storm.cloud.instances()} function instances at most.`,
    ],
  };
}

/** What comes back finds the vendor failing, so that everybody has to try again. */
async function weatherWithVendorDown(cameras: number): Promise<Finding> {
  const storm = await startStorm(cameras);
  await storm.breakLine({ told: true });
  storm.cloud.setVendorDown(true);
  storm.time.after(VENDOR_DOWN_MS, () => storm.cloud.setVendorDown(false));
  const { calls } = await storm.mendLine({ told: true });
  const quickest = Math.min(...storm.phones.map((phone) => phone.quickestRetry));
  const what = `the quickest retry of ${PHONES} phones ÷ its backoff`;
  const row: Row = againstLimit({ what, unit: '' }, quickest, { atLeast: 1 });
  const seconds = VENDOR_DOWN_MS / 1000;
  const note = `with the vendor down for their first ${seconds} s: ${(calls / cameras).toFixed(1)} vendor calls a camera.`;
  return { rows: [row], notes: [`${PHONES} phones come back to ${cameras} cameras ${note}`] };
}

/** The line is gone but the Wi-Fi is not, so WeChat tells nobody; each player finds out by itself. */
async function weatherUntold(cameras: number): Promise<Finding> {
  const storm = await startStorm(cameras);
  await storm.breakLine({ told: false });
  const { calls } = await storm.mendLine({ told: false });
  const note = `${(calls / cameras).toFixed(1)} vendor calls a camera, because an address that failed is not shared.`;
  return { rows: [], notes: [`${PHONES} phones behind a router that lost its line, ${cameras} cameras: ${note}`] };
}

interface Storm {
  readonly time: VirtualTime;
  readonly cloud: StormCloud;
  readonly phones: readonly StormPhone[];
  breakLine(how: { readonly told: boolean }): Promise<void>;
  /** Vendor calls from then on, and how long each phone waited for its picture, ms. */
  mendLine(how: { readonly told: boolean }): Promise<{ readonly calls: number; readonly backAfter: readonly number[] }>;
}

/** Everybody watches. */
async function startStorm(cameras: number): Promise<Storm> {
  const time = new VirtualTime(START);
  const random = makeRandom(cameras);
  const people = Array.from({ length: PHONES }, (_, nth) => `phone-${nth}`);
  const cloud = await startStormCloud(time, { cameras, people });
  const phoneModule = loadPhoneModule();
  const phones = people.map((openid, nth) => {
    const channel = found(cloud.channels[nth % cameras]);
    return phoneModule.makeStormPhone({ time, random, channel, invoke: (event) => cloud.invoke(event, openid) });
  });
  for (const phone of phones) time.after(ARRIVING_MS * random(), () => phone.watch());
  await time.pass(WATCHING_MS);
  expectAllPlay(phones);
  return {
    time,
    cloud,
    phones,
    async breakLine({ told }) {
      for (const phone of phones) phone.setLine(false, told);
      await time.pass(WITHOUT_MS);
    },
    async mendLine({ told }) {
      const mendedAt = time.now();
      const before = cloud.vendorCalls();
      for (const phone of phones) phone.setLine(true, told);
      await time.pass(COMING_BACK_MS);
      expectAllPlay(phones);
      const backAfter = phones.map(({ playingSince }) => (playingSince ?? Infinity) - mendedAt);
      return { calls: cloud.vendorCalls() - before, backAfter };
    },
  };
}

/** By its path at run time: the phone's code is compiled with WeChat's types, this with Node's. */
function loadPhoneModule(): StormPhoneModule {
  const path = ['.', 'storm-phone'].join('/');
  return createRequire(__filename)(path) as StormPhoneModule;
}

function expectAllPlay(phones: readonly StormPhone[]): void {
  const still = phones.filter(({ playingSince }) => playingSince === null).length;
  if (still > 0) throw new Error(`${still} of ${phones.length} phones show no picture`);
}

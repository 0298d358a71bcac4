import type { ChannelDocument } from '../cloudfunctions/core/documents';
import type { FleetVendor } from '../sandbox/fleet';
import { found, startBackend, type Backend } from './backend';
import { runColdCalls, type ColdCall } from './cold-calls';
import { againstLimit, type Finding, type Measurement, type Row } from './report';

const VENDORS = ['ezviz', 'onenet', 'ovopark'] as const satisfies readonly FleetVendor[];
const WARM_OPENS = 20;
const COLD_OPENS = 200;
const TOKEN_CALL = '/api/lapp/token/get';

/** What opening a camera asks of the vendor and of the database. */
export const liveOpenCost: Measurement = {
  name: 'live-open-cost',
  async measure() {
    const backend = await startBackend({ people: COLD_OPENS });
    try {
      const costs: Cost[] = [];
      for (const vendor of VENDORS) costs.push(await countWarm(backend, vendor));
      await backend.database.collection('tokens').remove({});
      const unknown = await countCold(backend, 'no token known');
      backend.simulator('ezviz').setFaults({ expireTokens: true });
      backend.simulator('ezviz').setFaults({});
      const expired = await countCold(backend, 'the token expired early');
      return {
        rows: [...warmRows(costs), ...unknown.rows, ...expired.rows],
        notes: [...(unknown.notes ?? []), ...(expired.notes ?? [])],
      };
    } finally {
      await backend.close();
    }
  },
};

/** Of one opening. */
interface Cost {
  readonly vendorCalls: number;
  readonly operations: number;
}

function warmRows(costs: readonly Cost[]): readonly Row[] {
  const most = (count: (cost: Cost) => number) => Math.max(...costs.map(count));
  const ofVendor = { what: 'vendor calls a warm live.open, the dearest vendor', unit: '' };
  const ofDatabase = { what: 'database operations a warm live.open', unit: '' };
  return [
    againstLimit(
      ofVendor,
      most((cost) => cost.vendorCalls),
      { atMost: 1 },
    ),
    againstLimit(
      ofDatabase,
      most((cost) => cost.operations),
      { atMost: 2 },
    ),
  ];
}

/** One after another through the function host, so that the same warm instance serves them all. */
async function countWarm(backend: Backend, vendor: FleetVendor): Promise<Cost> {
  const { cloud, people } = backend;
  const camera = found((await backend.watchable(vendor))[0]);
  const open = async (nth: number) => {
    const reply = await cloud.invoke('monitor', openEvent(camera), { openid: found(people[nth]) });
    if (!isOk(reply)) throw new Error(`live.open was refused: ${JSON.stringify(reply)}`);
  };
  await open(0);
  const before = callsOf(backend, vendor);
  cloud.database.reset();
  for (let nth = 1; nth <= WARM_OPENS; nth += 1) await open(nth);
  const { reads, writes } = cloud.database.total();
  const vendorCalls = (callsOf(backend, vendor) - before) / WARM_OPENS;
  return { vendorCalls, operations: (reads + writes) / WARM_OPENS };
}

/** All at once, each in an instance of its own that knows nothing yet. */
async function countCold(backend: Backend, circumstance: string): Promise<Finding> {
  const cameras = await backend.watchable('ezviz');
  const before = callsOf(backend, 'ezviz', TOKEN_CALL);
  const opens = Array.from({ length: COLD_OPENS }, (_, nth): ColdCall => {
    const event = openEvent(found(cameras[nth % cameras.length]));
    return { event, person: found(backend.people[nth]) };
  });
  const replies = await runColdCalls(opens, { ...backend.cloud.sdkEnv, KANDIAN_KEYS: backend.keys });
  const calls = callsOf(backend, 'ezviz', TOKEN_CALL) - before;
  const refused = replies.filter((reply) => !isOk(reply)).length;
  if (refused === COLD_OPENS) throw new Error(`every live.open was refused: ${JSON.stringify(replies[0])}`);
  const what = `token calls, ${COLD_OPENS} cold opens, ${circumstance}`;
  return {
    rows: [againstLimit({ what, unit: '' }, calls, { atMost: 1 })],
    notes: refused === 0 ? [] : [`${what}: ${refused} opens failed; this machine was too busy to answer in time.`],
  };
}

const openEvent = ({ _id: channelId }: ChannelDocument) => ({
  action: 'live.open',
  data: { channelId, quality: 'sub' },
});

function callsOf(backend: Backend, vendor: FleetVendor, endpoint?: string): number {
  const { calls } = backend.simulator(vendor).counts();
  if (endpoint !== undefined) return calls[endpoint] ?? 0;
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

function isOk(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === true;
}

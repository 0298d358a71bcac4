import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import autocannon from 'autocannon';
import Database from 'libsql';
import type { ChannelDocument } from '../cloudfunctions/core/documents';
import { listen } from '../sandbox/cloud/server';
import { found, startBackend, type Backend } from './backend';
import { besidePeer, type Finding, type Measurement } from './report';
import { interleave, median } from './rounds';

const VENDOR_MS = 60;
const AT_ONCE = 16;
const ROUNDS = 9;
const ROUND_S = 2;
/** Each instance is a thread with a compiler of its own, and slow until that has seen some calls. */
const WARM_UP_S = 20;
/** Enough that nobody meets the limit on calls. */
const PEOPLE = 400;

/** `live.open` through function host, SDK and database, beside a bare handler that does the same I/O. */
export const liveOpenThroughput: Measurement = {
  name: 'live-open-throughput',
  async measure() {
    const backend = await startBackend({ people: PEOPLE });
    try {
      return await compare(backend);
    } finally {
      await backend.close();
    }
  },
};

async function compare(backend: Backend): Promise<Finding> {
  const cameras = await backend.watchable('ezviz');
  backend.simulator('ezviz').setFaults({ slowVendorMs: VENDOR_MS });
  const ours = await serve(answering(callThroughHost(backend, cameras)));
  const bare = await openBareHandler(backend, cameras);
  const peer = await serve(bare.listener);
  try {
    await load(ours.url, WARM_UP_S);
    const cpuMs = { ours: [] as number[], peer: [] as number[] };
    const measure = (name: keyof typeof cpuMs, url: string) => async () => {
      const { callsPerSecond, cpuMsPerCall } = await load(url, ROUND_S);
      cpuMs[name].push(cpuMsPerCall);
      return callsPerSecond;
    };
    const contest = await interleave(ROUNDS, { ours: measure('ours', ours.url), peer: measure('peer', peer.url) });
    const figure = { what: `live.open, ${AT_ONCE} at once, vendor ${VENDOR_MS} ms`, unit: 'calls/s' };
    const { medians } = contest;
    const cpu = [median(cpuMs.ours), median(cpuMs.peer)].map((ms) => ms.toFixed(1));
    return {
      rows: [besidePeer(figure, { ...medians, ratio: contest.ratio('ours', 'peer') }, { atLeast: 0.6 })],
      notes: [
        `${figure.what}: CPU a call ${cpu.join(' ms beside ')} ms, vendor simulator and load included; ours has ` +
          'the hand-over between threads, the SDK’s two signed requests and the database’s endpoint on top.',
      ],
    };
  } finally {
    await Promise.all([ours.close(), peer.close()]);
    bare.close();
  }
}

/** A call as a phone makes it, each by the next person, of the next camera. */
function callThroughHost({ cloud, people }: Backend, cameras: readonly ChannelDocument[]): () => Promise<unknown> {
  let calls = 0;
  return async () => {
    const openid = found(people[calls % people.length]);
    const { _id: channelId } = found(cameras[calls % cameras.length]);
    calls += 1;
    return cloud.invoke('monitor', { action: 'live.open', data: { channelId, quality: 'sub' } }, { openid });
  };
}

/** The same I/O and nothing else: an indexed read, the vendor's call, an insert that reaches the disk. */
async function openBareHandler(backend: Backend, cameras: readonly ChannelDocument[]) {
  const { baseUrl, credentials } = backend.simulator('ezviz');
  const token = await askToken(baseUrl, credentials);
  const database = openBareDatabase(join(backend.dataDir, 'bare.sqlite'), backend.people);
  const read = database.prepare('SELECT doc FROM members WHERE id = ?');
  const insert = database.prepare('INSERT INTO audit (person, camera, at) VALUES (?, ?, ?)');
  let calls = 0;
  const listener = answering(async () => {
    const openid = found(backend.people[calls % backend.people.length]);
    const { address } = found(cameras[calls % cameras.length]);
    calls += 1;
    const member: unknown = read.get([openid]);
    const reply = await post(`${baseUrl}/api/lapp/v2/live/address/get`, {
      accessToken: token,
      deviceSerial: address.deviceId,
      channelNo: address.channelId,
      protocol: '4',
      quality: '2',
      expireTime: '3600',
    });
    insert.run([openid, address.deviceId, Date.now()]);
    return { ok: member !== undefined, data: reply };
  });
  return { listener, close: () => database.close() };
}

function openBareDatabase(file: string, people: readonly string[]): Database.Database {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE members (id TEXT PRIMARY KEY, doc TEXT) STRICT');
  database.exec('CREATE TABLE audit (person TEXT, camera TEXT, at INTEGER) STRICT');
  const add = database.prepare('INSERT INTO members (id, doc) VALUES (?, ?)');
  for (const openid of people) add.run([openid, JSON.stringify({ _id: openid, grants: [{ role: 'owner' }] })]);
  return database;
}

async function askToken(baseUrl: string, { appKey, appSecret }: Readonly<Record<string, unknown>>): Promise<string> {
  const reply = await post(`${baseUrl}/api/lapp/token/get`, { appKey: String(appKey), appSecret: String(appSecret) });
  const { data } = reply as { readonly data: { readonly accessToken: string } };
  return data.accessToken;
}

async function post(url: string, fields: Record<string, string>): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return response.json();
}

interface Answer {
  readonly ok: boolean;
}

/** Says with the status whether the call succeeded, for the load's count. */
function answering(work: () => Promise<unknown>): RequestListener {
  return (request, response) => {
    request.resume();
    work().then(
      (answer) => response.writeHead((answer as Answer).ok ? 200 : 502).end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  };
}

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  const url = await listen(server);
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Load {
  readonly callsPerSecond: number;
  /** Of this whole process. */
  readonly cpuMsPerCall: number;
}

/** Calls from a thread of its own, as phones have their own machines. Throws when a call failed. */
async function load(url: string, duration: number): Promise<Load> {
  const before = process.cpuUsage();
  const result = await autocannon({ url, method: 'POST', connections: AT_ONCE, duration, workers: 1, timeout: 60 });
  const { user, system } = process.cpuUsage(before);
  const failed = result.non2xx + result.errors;
  const calls = result.requests.total;
  if (failed > 0) throw new Error(`${failed} of ${calls} calls failed`);
  return { callsPerSecond: calls / result.duration, cpuMsPerCall: (user + system) / 1000 / calls };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Action, FunctionName, InputOf, OutputOf, Reply } from '../../typings/contract/calls';
import type { ServiceMessage } from '../../sandbox/cloud/open-api/service-messages';
import { makeFleet, type DemoCamera } from '../../sandbox/fleet';
import type { VendorFaults } from '../../sandbox/vendors/simulator';
import { startCommand } from './start-command';

/** `npm start` in a process of its own, with an empty data folder. */
export interface RunningSandbox {
  readonly url: string;
  /** The demo cameras by what is special about them. */
  cameras(wanted: Partial<DemoCamera>): readonly DemoCamera[];
  /** Name of the store a demo camera hangs in. */
  storeOf(camera: DemoCamera): string;
  setFaults(faults: VendorFaults & { readonly vendor?: string }): Promise<void>;
  clearFaults(): Promise<void>;
  /** Pulls a camera's plug, or puts it in. */
  setPower(camera: DemoCamera, on: boolean): Promise<void>;
  /** Runs the timer now. */
  tick(): Promise<void>;
  /** The service messages that WeChat has delivered, to everybody, in order. */
  notices(): Promise<readonly ServiceMessage[]>;
  /** One call of a cloud function as that persona; rejects when it is refused. */
  call<A extends Action>(persona: string, name: FunctionName, action: A, data: InputOf<A>): Promise<OutputOf<A>>;
  /** The code that makes the first owner. */
  bootstrap(): Promise<string>;
  /** What the account at a simulator is opened with. */
  credentials(vendor: string): Promise<Readonly<Record<string, string>>>;
  /** What a simulator received. */
  requests(vendor: string): Promise<readonly { readonly path: string; readonly code: string }[]>;
  close(): Promise<void>;
}

export async function runSandbox(args: readonly string[] = []): Promise<RunningSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kandian-'));
  const command = startCommand(['--port', '0', '--data', dataDir, ...args]);
  const url = (await command.url).replace(/\/$/, '');
  const fleet = makeFleet();
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const json = { 'content-type': 'application/json' };
    const reply = await fetch(url + path, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
    if (!reply.ok) throw new Error(`${method} ${path}: ${await reply.text()}`);
    return reply;
  };
  return {
    url,
    cameras: (wanted) =>
      fleet.cameras.filter((camera) =>
        Object.entries(wanted).every(([key, value]) => Reflect.get(camera, key) === value),
      ),
    storeOf: ({ store }) => fleet.stores[store]?.name ?? '',
    async setFaults(faults) {
      await send('POST', '/__sandbox/faults', faults);
    },
    async clearFaults() {
      await send('DELETE', '/__sandbox/faults');
    },
    async setPower({ vendor, serial }, on) {
      await send('POST', '/__sandbox/power', { vendor, serial, on });
    },
    async tick() {
      await send('POST', '/__sandbox/tick', {});
    },
    async notices() {
      return (await (await send('GET', '/__sandbox/notices')).json()) as ServiceMessage[];
    },
    async call<A extends Action>(persona: string, name: FunctionName, action: A, data: InputOf<A>) {
      const openid = `sandbox-${persona}`;
      const reply = await send('POST', '/__sandbox/call', { openid, function: name, action, data });
      const answer = (await reply.json()) as Reply<A>;
      if (!answer.ok) throw new Error(`${action}: ${answer.error.code}`);
      return answer.data;
    },
    async bootstrap() {
      const state = (await (await send('GET', '/__sandbox/state')).json()) as { bootstrap: string };
      return state.bootstrap;
    },
    async credentials(vendor) {
      const state = (await (await send('GET', '/__sandbox/state')).json()) as {
        vendors: { vendor: string; credentials: Record<string, string> }[];
      };
      return state.vendors.find((one) => one.vendor === vendor)?.credentials ?? {};
    },
    async requests(vendor) {
      const reply = await send('GET', `/__sandbox/requests?vendor=${vendor}`);
      return (await reply.json()) as { path: string; code: string }[];
    },
    async close() {
      command.process.kill('SIGINT');
      await command.ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

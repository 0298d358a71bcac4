import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../cloudfunctions/core/clock';
import { openDatabase, openStorage } from '../cloudfunctions/core/cloudbase';
import { createHttp } from '../cloudfunctions/core/http';
import { createLimiter } from '../cloudfunctions/core/limiter';
import { createRouter, type Route } from '../cloudfunctions/core/router';
import { readKeyring } from '../cloudfunctions/core/seal';
import { createServices } from '../cloudfunctions/core/services';
import { readSettings } from '../cloudfunctions/core/settings';
import { handlers } from '../cloudfunctions/monitor/handlers/index';
import { vendors } from '../cloudfunctions/vendors/index';
import type { ColdCall } from './cold-calls';

/** Runs in a thread of cold-calls.ts: makes its share of the calls, each in an instance that knows nothing yet. */

const calls = workerData as readonly ColdCall[];
const keyring = readKeyring(process.env['KANDIAN_KEYS']);

const instances = calls.map(startInstance);
parentPort?.once('message', () => {
  const replies = calls.map(async ({ event, person }, nth) => {
    return instances[nth]?.(event, { person, isUser: true, requestId: `cold-${nth}` });
  });
  void Promise.all(replies).then((all) => parentPort?.postMessage(all));
});
void useSdk().then(() => parentPort?.postMessage([]));

/** The SDK's code is slow while it is new to a thread, and here fifty instances share one. */
async function useSdk(): Promise<void> {
  const members = openDatabase().collection('members');
  for (let nth = 0; nth < 50; nth += 1) await members.get('nobody');
}

/** All that an instance of `monitor` consists of, but for its thread. */
function startInstance(): Route {
  const services = createServices({
    database: openDatabase(),
    storage: openStorage(),
    wxaCodes: () => Promise.reject(new Error('nobody asks for a code here')),
    sendMessage: () => Promise.reject(new Error('nobody is told anything here')),
    keyring,
    factories: vendors,
    http: createHttp({ clock: systemClock, random: Math.random }),
    clock: systemClock,
    random: Math.random,
    log: () => undefined,
    settings: readSettings({}),
  });
  return createRouter({ handlers, services, limiter: createLimiter({ burst: 20, everyMs: 200 }) });
}

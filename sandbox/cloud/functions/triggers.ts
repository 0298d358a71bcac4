import { Cron } from 'croner';
import type { FunctionSpec, Trigger } from './catalog';

/** The platform reads triggers in this zone, wherever the function runs. */
const ZONE = 'Asia/Shanghai';

/** Epoch ms at which a trigger fires next after `from`; null when it never does. Throws on a malformed pattern. */
export function nextRun(trigger: Trigger, from: number): number | null {
  return new Cron(trigger.cron, { mode: '7-part', timezone: ZONE }).nextRun(new Date(from))?.getTime() ?? null;
}

/** Fires each function's trigger at its times, until the returned function is called. */
export function startTriggers(specs: Iterable<FunctionSpec>, fire: (name: string) => void): () => void {
  const jobs: Cron[] = [];
  for (const { name, trigger } of specs) {
    if (!trigger) continue;
    try {
      jobs.push(new Cron(trigger.cron, { mode: '7-part', timezone: ZONE, unref: true }, () => fire(name)));
    } catch (error) {
      for (const job of jobs) job.stop();
      throw new Error(`the trigger of the function ${name} is no cron pattern of seven fields`, { cause: error });
    }
  }
  return () => {
    for (const job of jobs) job.stop();
  };
}

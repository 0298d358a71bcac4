import tcb from '@cloudbase/node-sdk';

const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV });

/** Calls another function as a function does. */
export async function main({ name, data }: { name: string; data: object }) {
  process.stdout.write('not a structured line\n');
  const { result } = await app.callFunction({ name, data });
  return result;
}

import tcb from '@cloudbase/node-sdk';

const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true });

/** Keeps a note in the database of its environment and reads it back. */
export async function main({ text }: { text: string }) {
  const notes = app.database().collection('notes');
  const { id } = await notes.add({ text });
  const { data } = (await notes.doc(String(id)).get()) as { data: unknown };
  return data;
}

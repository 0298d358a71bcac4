/** Fails in the way it is asked to. */
export async function main({ how }: { how: 'throw' | 'exit' | 'stray' | 'unsendable' | 'hoard' | 'answer' }) {
  switch (how) {
    case 'throw':
      throw new TypeError('asked to throw');
    case 'exit':
      return process.exit(3);
    case 'stray':
      setImmediate(() => {
        throw new Error('thrown where nobody waits');
      });
      return new Promise(() => undefined);
    case 'hoard':
      for (const hoard: number[][] = []; ;) hoard.push(new Array<number>(100_000).fill(1.5));
    case 'unsendable':
      return { big: 1n };
    case 'answer':
      return 'fine';
  }
}

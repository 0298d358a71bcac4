/** Fails in the way it is asked to. */
export async function main({ how }: { how: 'throw' | 'exit' | 'stray' | 'unsendable' | 'answer' }) {
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
    case 'unsendable':
      return { big: 1n };
    case 'answer':
      return 'fine';
  }
}

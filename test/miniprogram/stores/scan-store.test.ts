import { ScanStore } from '../../../miniprogram/stores/scan-store';
import type { Scan } from '../../../miniprogram/services/scanner';
import { makeDeferred } from '../support/answers';
import { INVITE_CODE } from '../support/entry-rig';

function makeScan(scan: Scan | Promise<Scan>, adds = false) {
  const opened: string[] = [];
  let asked = 0;
  const store = new ScanStore({
    scanCode: async () => {
      asked += 1;
      return scan;
    },
    open: (code) => void opened.push(code),
    adds: () => adds,
    add: () => void opened.push('add'),
  });
  return { store, opened, asked: () => asked };
}

test('one of our codes leads to its page', async () => {
  const { store, opened } = makeScan({ kind: 'scanned', text: '', path: `pages/entry/entry?scene=${INVITE_CODE}` });
  await store.scan();

  expect(opened).toEqual([INVITE_CODE]);
  expect(store.state.kind).toBe('idle');
});

test.each([
  ['a camera’s own label', { kind: 'scanned', text: 'ys7.com\rC12345678\rABCDEF', path: '' }, 'label'],
  ['somebody else’s code', { kind: 'scanned', text: 'https://example.com/', path: '' }, 'foreign'],
  ['a scanner that fails', { kind: 'failed' }, 'failed'],
] as const)('%s is told in words', async (_, scan, what) => {
  const { store, opened } = makeScan(scan);
  await store.scan();

  expect(store.state).toEqual({ kind: 'told', what });
  expect(opened).toEqual([]);
});

test('the label of a camera leads who may add it to adding it, and its text goes along once', async () => {
  const text = 'ys7.com\rC12345678\rABCDEF';
  const { store, opened } = makeScan({ kind: 'scanned', text, path: '' }, true);
  await store.scan();

  expect([opened, store.state.kind]).toEqual([['add'], 'idle']);
  expect([store.takeLabel(), store.takeLabel()]).toEqual([text, '']);
});

test('backing out of the scanner is no failure', async () => {
  const { store } = makeScan({ kind: 'cancelled' });
  await store.scan();

  expect(store.state).toEqual({ kind: 'idle' });
});

test('a second tap opens no second scanner', async () => {
  const answer = makeDeferred<Scan>();
  const { store, asked } = makeScan(answer.promise);
  const first = store.scan();
  void store.scan();
  answer.resolve({ kind: 'cancelled' });
  await first;

  expect(asked()).toBe(1);
});

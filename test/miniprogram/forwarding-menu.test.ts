import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../miniprogram');

/** The scripts of pages that hold this word. */
const pagesWith = (word: string) =>
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(\w+\/)?pages\/.*\.ts$/.test(file))
    .filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(word))
    .sort();

test('only pages that hand on a code of their own can be forwarded: no other has a card, which would be its picture', () => {
  expect(pagesWith('onShareAppMessage')).toEqual(['manage/pages/invite/invite.ts', 'manage/pages/share/share.ts']);
});

test('those offer it in the menu only while there is something to hand on', () => {
  const missing = pagesWith('onShareAppMessage').filter((file) => !pagesWith('offerForwarding').includes(file));
  expect(missing).toEqual([]);
});

test('no page can be posted to a timeline or kept with its picture', () => {
  expect([...pagesWith('onShareTimeline'), ...pagesWith('onAddToFavorites')]).toEqual([]);
});

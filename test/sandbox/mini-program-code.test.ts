import { entryOf, LINK, pathOfCode, textOfCode } from '../../sandbox/mini-program-code';

const NOW = 1_700_000_000_900;

test('a mini-program code opens its page with the scene, percent-encoded once', () => {
  const text = textOfCode({ page: 'pages/entry/entry', scene: 'a=1&b' });
  expect(pathOfCode(text)).toBe('pages/entry/entry?scene=a%3D1%26b');
  expect(entryOf(text, NOW)).toEqual({ path: 'pages/entry/entry?scene=a%3D1%26b', scene: 1047 });
});

test('one of our links opens the entry page with the whole of it, and when it was scanned', () => {
  const q = encodeURIComponent(`${LINK}i123`);
  const path = `pages/entry/entry?q=${q}&scancode_time=1700000000`;
  expect(entryOf(`${LINK}i123`, NOW)).toEqual({ path, scene: 1011 });
});

test.each(['/pages/entry/entry?code=s1&x=%2F', 'pages/entry/entry?code=s1&x=%2F'])('a card: %s', (text) => {
  expect(entryOf(text, NOW)).toEqual({ path: 'pages/entry/entry?code=s1&x=%2F', scene: 1007 });
});

test.each(['', '看店', 'i123', 'http://kandian.example/k/x', 'https://kandian.example/other', 'weixin://dl/x y'])(
  'none of ours: %s',
  (text) => {
    expect(entryOf(text, NOW)).toBeNull();
  },
);

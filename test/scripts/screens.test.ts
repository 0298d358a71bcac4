import { lookName, readScreensOptions } from '../../scripts/screens/options';

const looksOf = (...args: string[]) => readScreensOptions(args)?.looks.map(lookName);

test('without being asked for more, pictures are taken in both languages, light and dark', () => {
  expect(looksOf()).toEqual(['375-zh-light', '375-zh-dark', '375-en-light', '375-en-dark']);
});

test('every width is looked at in every language and theme', () => {
  expect(looksOf('--widths', '320, 768', '--themes', 'dark')).toEqual([
    '320-zh-dark',
    '320-en-dark',
    '768-zh-dark',
    '768-en-dark',
  ]);
});

test('a phone on its side is as wide as it was high', () => {
  const [look] =
    readScreensOptions(['--languages', 'en', '--themes', 'light', '--landscape', '--type', '1.4'])?.looks ?? [];

  expect(look).toEqual({ width: 812, height: 375, language: 'en', dark: false, typeScale: 1.4 });
  expect(look && lookName(look)).toBe('375-landscape-en-light-type1.4');
});

test.each([
  ['768', { width: 768, height: 1024 }],
  ['1024', { width: 1024, height: 1366 }],
])('a tablet %s px wide is higher than that, and lies on its side when told so', (width, { height, ...side }) => {
  const [upright, lying] = [[], ['--landscape']].map(
    (more) => readScreensOptions(['--widths', width, ...more])?.looks[0],
  );
  expect(upright).toMatchObject({ ...side, height });
  expect(lying).toMatchObject({ width: height, height: side.width });
  expect(lying && lookName(lying)).toBe(`${width}-landscape-zh-light`);
});

test.each([
  [['--widths', '375,wide'], '--widths takes numbers from 280 to 1024, not "wide"'],
  [['--widths', ''], '--widths takes numbers from 280 to 1024, not ""'],
  [['--type', '2'], '--type takes numbers from 1 to 1.4, not "2"'],
  [['--languages', 'zh,fr'], '--languages takes zh or en, not "fr"'],
  [['--themes', 'grey'], '--themes takes light or dark, not "grey"'],
])('%j is refused in one line that names it', (args, words) => {
  expect(() => readScreensOptions(args)).toThrow(words);
});

test('an option that does not exist is refused by name', () => {
  expect(() => readScreensOptions(['--width', '375'])).toThrow(/--width/);
});

test('who asks for help gets nothing else', () => {
  expect(readScreensOptions(['--help'])).toBeNull();
});

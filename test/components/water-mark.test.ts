import { mount, textOf, unmountAll } from '../support/mount';
import { elementOf } from '../support/screen-reader';

afterEach(unmountAll);

test('whose eyes a picture is for lies over all of it, unheard by who listens', () => {
  const mark = mount('components/water-mark/water-mark', { text: '客人小林 · K7M2QX' });

  expect(textOf(mark).match(/客人小林 · K7M2QX/g)).toHaveLength(24);
  expect(elementOf(mark, 'wx-view').attribute('aria-hidden')).toBe(true);
});

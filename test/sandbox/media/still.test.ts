import { decode } from 'jpeg-js';
import { renderStill } from '../../../sandbox/media/still';
import { readStrip, stripPoint } from '../../../sandbox/media/strip';

const INSTANT = Date.UTC(2024, 0, 1, 4);

test.each([false, true])('a still is a JPEG whose strip names its camera and instant (recorded: %s)', (recorded) => {
  const file = renderStill({ cloud: 1, device: 1234, label: 'TILL 01', recorded }, INSTANT);
  const picture = decode(file, { useTArray: true });
  expect(picture).toMatchObject({ width: 640, height: 360 });
  const mark = readStrip((cell) => {
    const [x, y] = stripPoint(cell, picture);
    return picture.data[(y * picture.width + x) * 4 + 1] ?? 0;
  });
  expect(mark).toEqual({ cloud: 1, playback: recorded, device: 1234, instant: INSTANT });
});

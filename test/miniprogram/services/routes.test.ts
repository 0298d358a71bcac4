import fc from 'fast-check';

import { channelIdFromQuery, routes } from '../../../miniprogram/services/routes';

test('a camera’s address leads back to the camera, whatever its id', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (id) => {
      const encoded = /[?&]channel=([^&]*)/.exec(routes.live(id))?.[1];
      expect(channelIdFromQuery({ channel: encoded })).toBe(id);
    }),
  );
});

test.each([[{}], [{ channel: '' }], [{ channel: '%E0%A4%A' }]])('%j names no camera', (query) => {
  expect(channelIdFromQuery(query)).toBeNull();
});

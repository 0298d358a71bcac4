import { nameOf } from '../../../cloudfunctions/core/listed-name';

const address = { deviceId: '12345', channelId: '1', groupId: null };

test.each([
  ['is kept as it is', '收银台', '收银台'],
  ['loses what turns or hides it', ' \u202e收银台\u200b ', '收银台'],
  ['does not tower over its neighbours', `店${'\u0336'.repeat(60)}`, `店${'\u0336'.repeat(4)}`],
  ['that shows nothing is its device', ' \u200b', '12345'],
])('what a vendor calls a camera %s', (_, name, expected) => {
  expect(nameOf({ name, address })).toBe(expected);
});

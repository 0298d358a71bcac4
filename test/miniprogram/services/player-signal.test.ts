import { toPlayerFault, toPlayerSignal } from '../../../miniprogram/services/player-signal';

test.each([2008, 2026, 2030, 2101, 2106, 1001, 0, 4711])('code %i calls for nothing', (code) => {
  expect(toPlayerSignal(code)).toBeNull();
});

test.each([
  [{ errMsg: 'operateLivePlayer:fail no permission' }, 'no-permission'],
  [{ errMsg: 'insertLivePlayer:fail:system permission denied' }, 'no-microphone'],
  [{ errCode: 10001, errMsg: 'live player error' }, 'no-microphone'],
  [{ errCode: 10002 }, 'no-microphone'],
  [{ errMsg: 'snapshot:fail' }, null],
  [{}, null],
] as const)('%j is about %s', (detail, fault) => {
  expect(toPlayerFault(detail)).toBe(fault);
});

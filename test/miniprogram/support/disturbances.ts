import fc from 'fast-check';
import type { PlayerSignal } from '../../../miniprogram/services/player-signal';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';

/** What a player may say, in any order. */
export const signals = fc.constantFrom<PlayerSignal>(
  'connected',
  'frame',
  'progress',
  'ended',
  'loading',
  'resized',
  'reconnecting',
  'weak',
  'trouble',
  'gave-up',
  'no-address',
);

/** Streams that are, were and will be. */
export const generations = fc.integer({ min: 0, max: 6 });

/** What may come upon any machine that has a player: of `fc.oneof`, with their weights. */
export const disturbances = <Name extends string>(timers: readonly Name[]) =>
  [
    {
      weight: 1,
      arbitrary: fc.record({
        type: fc.constant('fault' as const),
        fault: fc.constantFrom('no-permission' as const, 'no-microphone' as const),
        generation: generations,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('barred' as const),
        openId: fc.integer({ min: 1, max: 6 }).map(String),
        code: fc.constantFrom<FailureCode>('permission-denied', 'revoked', 'outside-hours', 'timeout', 'internal'),
        requestId: fc.constant(''),
      }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('timer' as const), name: fc.constantFrom(...timers) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('network' as const),
        network: fc.constantFrom(
          { connected: true, kind: 'wifi' as const },
          { connected: true, kind: 'cellular' as const },
          { connected: false, kind: 'none' as const },
        ),
      }),
    },
  ] as const;

import fc from 'fast-check';
import type { FakeCamera } from '../../../support/fake-camera';
import { createPtzRig, LEFT, RIGHT, type Press, type PtzInstance } from '../../../support/ptz-rig';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The longest that one message to the vendor, and one database operation, takes. */
const MOST_LATENCY_MS = 400;
const MOST_OPERATION_MS = 30;
/** What may lie between the deadline of a hold and the camera's standing still: two operations and a message. */
const STOPPING_MS = 4 * MOST_OPERATION_MS + MOST_LATENCY_MS;

const PRESSES: readonly Press[] = [
  LEFT,
  RIGHT,
  { ...LEFT, holdId: 'hold-up', motion: 'up' },
  { ...RIGHT, holdId: 'hold-again' },
];

interface Message {
  readonly kind: 'hold' | 'stop' | 'crash';
  readonly press: number;
  readonly instance: number;
  /** How long after the message before. */
  readonly afterMs: number;
}

const INSTANCES = 4;
const messages = (kinds: readonly Message['kind'][]) =>
  fc.array(
    fc.record<Message>({
      kind: fc.constantFrom(...kinds),
      press: fc.nat(PRESSES.length - 1),
      instance: fc.nat(INSTANCES - 1),
      afterMs: fc.oneof(fc.nat(60), fc.nat(1_500)),
    }),
    { minLength: 1, maxLength: 14 },
  );
const setting = fc.record({
  latencies: fc.array(fc.nat(MOST_LATENCY_MS), { minLength: 1, maxLength: 5 }),
  operationMs: fc.nat(MOST_OPERATION_MS),
});

interface Run {
  readonly camera: FakeCamera;
  /** Epoch ms at which the last hold came. */
  readonly lastHold: number;
  /** How holds ended that came after their stop had been answered. */
  readonly tooLate: readonly string[];
}

/** Delivers messages to instances that crash now and then, and goes on for as long as the timer needs. */
async function run(
  list: readonly Message[],
  { latencies, operationMs }: { readonly latencies: readonly number[]; readonly operationMs: number },
): Promise<Run> {
  const { clock, camera, startInstance } = createPtzRig(operationMs);
  let turn = 0;
  camera.latency = () => latencies[(turn += 1) % latencies.length] ?? 0;
  camera.answerLatency = () => latencies[(turn += 1) % latencies.length] ?? 0;
  const instances: PtzInstance[] = Array.from({ length: INSTANCES }, startInstance);
  const stopped = new Set<Press>();
  const tooLate: string[] = [];
  const refusals: unknown[] = [];
  const refuse = (error: unknown): void => void refusals.push(error);
  let lastHold = 0;

  const deliver = ({ kind, press: which, instance: nth }: Message): void => {
    const press = PRESSES[which] ?? LEFT;
    const instance = instances[nth];
    if (!instance) return;
    if (kind === 'crash') {
      instance.crash();
      instances[nth] = startInstance();
    } else if (kind === 'stop') {
      void instance.stop(press).then(() => stopped.add(press), refuse);
    } else {
      lastHold = clock.now();
      const wasStopped = stopped.has(press);
      void instance.hold(press).then((answer) => wasStopped && tooLate.push(answer.kind), refuse);
    }
  };

  for (const message of list) {
    await clock.advance(message.afterMs);
    deliver(message);
  }
  await clock.advance(4 * SECOND);
  const timer = startInstance();
  for (let ticks = 0; ticks < 2; ticks += 1) {
    await clock.advance(MINUTE);
    void timer.rescue();
  }
  await clock.advance(10 * SECOND);
  // Nothing goes wrong here but that somebody waits for an instance that has crashed.
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'device-busy' });
  return { camera, lastHold, tooLate };
}

test('whatever comes in whatever order, the camera stands two seconds after the last extension', async () => {
  await fc.assert(
    fc.asyncProperty(messages(['hold', 'hold', 'stop']), setting, async (list, around) => {
      const { camera, lastHold } = await run(list, around);
      expect(camera.moving).toBeNull();
      const stoodAt = camera.turns.at(-1);
      // A start that is still on its way at the deadline is answered first.
      if (stoodAt !== undefined)
        expect(stoodAt - lastHold).toBeLessThanOrEqual(2 * SECOND + 2 * MOST_LATENCY_MS + STOPPING_MS);
    }),
    { numRuns: 150 },
  );
});

test('whatever comes and whoever crashes, the camera stands in the end and no stop names another motion', async () => {
  await fc.assert(
    fc.asyncProperty(messages(['hold', 'hold', 'stop', 'crash']), setting, async (list, around) => {
      const { camera } = await run(list, around);
      expect(camera.moving).toBeNull();
      expect(camera.offences).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('no hold starts once its stop has been answered', async () => {
  await fc.assert(
    fc.asyncProperty(messages(['hold', 'stop', 'crash']), setting, async (list, around) => {
      const { tooLate } = await run(list, around);
      expect(tooLate.filter((kind) => kind !== 'released')).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

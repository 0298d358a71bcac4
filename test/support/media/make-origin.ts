import { startOrigin, type Origin, type StreamAnswer, type StreamRequest } from '../../../sandbox/media/origin';

export interface TestOrigin extends Origin {
  readonly asked: readonly StreamRequest[];
  /** `join 7` and `leave 7` in the order in which they happened. */
  readonly comings: readonly string[];
  /** Resolves when this coming or going has happened `times` times. */
  happened(coming: string, times?: number): Promise<void>;
}

/**
 * An origin whose paths say what they are: `/live/7-main…` is camera 7 in the main quality. The query `token=stolen` is
 * refused, and `cut=50` cuts each viewing after so many ms. `/past/7-main…?from=…&ms=…` is what camera 7 recorded from that
 * instant on, at `speed`, on the device unless `place=cloud`.
 */
export async function makeOrigin(options: { readonly tls?: boolean } = {}): Promise<TestOrigin> {
  const asked: StreamRequest[] = [];
  const comings: string[] = [];
  let check = (): void => undefined;
  const note = (coming: string): void => {
    comings.push(coming);
    check();
  };
  const origin = await startOrigin({
    ...options,
    answer(request) {
      asked.push(request);
      return answerFor(request, note);
    },
  });
  return Object.assign(origin, {
    asked,
    comings,
    happened: (coming: string, times = 1) =>
      new Promise<void>((resolve) => {
        check = () => {
          if (comings.filter((one) => one === coming).length >= times) resolve();
        };
        check();
      }),
  });
}

function answerFor({ path, query }: StreamRequest, note: (coming: string) => void): StreamAnswer {
  const [, time, device, quality] = /^\/(live|past)\/(\d+)-(main|sub)/.exec(path) ?? [];
  if (device === undefined || (quality !== 'main' && quality !== 'sub'))
    return { kind: 'refused', reason: 'not-found' };
  const facts = new URLSearchParams(query);
  if (facts.get('token') === 'stolen') return { kind: 'refused', reason: 'forbidden' };
  const shown = {
    camera: { cloud: 2, device: Number(device), label: `Camera ${device}` },
    quality,
    onJoin: () => note(`join ${device}`),
    onLeave: () => note(`leave ${device}`),
  } as const;
  if (time === 'past') return { kind: 'recorded', ...shown, ...readPast(facts) };
  const cut = facts.get('cut');
  return { kind: 'live', ...shown, ...(cut === null ? {} : { cutAfterMs: Number(cut) }) };
}

function readPast(facts: URLSearchParams) {
  const from = Number(facts.get('from'));
  return {
    place: facts.get('place') === 'cloud' ? 'cloud' : 'device',
    span: { from, to: from + Number(facts.get('ms')) },
    speed: Number(facts.get('speed') ?? 1),
  } as const;
}

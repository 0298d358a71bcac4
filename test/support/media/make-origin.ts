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
 * refused, and `cut=50` cuts each viewing after so many ms.
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
  const [, device, quality] = /^\/live\/(\d+)-(main|sub)/.exec(path) ?? [];
  if (device === undefined || (quality !== 'main' && quality !== 'sub'))
    return { kind: 'refused', reason: 'not-found' };
  const facts = new URLSearchParams(query);
  if (facts.get('token') === 'stolen') return { kind: 'refused', reason: 'forbidden' };
  const cut = facts.get('cut');
  return {
    kind: 'live',
    camera: { cloud: 2, device: Number(device), label: `Camera ${device}` },
    quality,
    ...(cut === null ? {} : { cutAfterMs: Number(cut) }),
    onJoin: () => note(`join ${device}`),
    onLeave: () => note(`leave ${device}`),
  };
}

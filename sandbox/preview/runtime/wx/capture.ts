import { captures } from '../shares';
import { ApiFailure, asyncApi } from './api';

/** What a screenshot, or a recording of the screen, is to show of the mini-program. */
export function captureApis() {
  return {
    setVisualEffectOnCapture: asyncApi<{ visualEffect: string }>(
      'setVisualEffectOnCapture',
      ({ visualEffect = 'none' }) => {
        if (visualEffect !== 'none' && visualEffect !== 'hidden')
          throw new ApiFailure('parameter error: parameter.visualEffect should be none or hidden');
        captures.visualEffect = visualEffect;
      },
    ),
  };
}

import type { StartUpload, Upload, UploadOrder, UploadResult } from '../services/uploads';
import type { Clock } from '../utils/clock';

interface Deps {
  readonly startUpload: StartUpload;
  readonly clock: Clock;
}

/** WeChat itself waits for a minute, whether anything moves or not. */
const STALL_MS = 15_000;

/** An upload that fails as a `timeout` once nothing of it moves any more. */
export function startWatched({ startUpload, clock }: Deps, order: UploadOrder): Upload {
  let state: 'moving' | 'stalled' | 'over' = 'moving';
  let stopWatching = (): void => {};
  const upload = startUpload({
    ...order,
    onProgress(share) {
      if (state !== 'moving') return;
      watch();
      order.onProgress(share);
    },
  });
  watch();
  return { result: upload.result.then(conclude), cancel };

  function watch(): void {
    stopWatching();
    stopWatching = clock.after(STALL_MS, () => {
      state = 'stalled';
      upload.cancel();
    });
  }

  function conclude(result: UploadResult): UploadResult {
    const before = state;
    stopWatching();
    state = 'over';
    if (result.kind !== 'cancelled' || before === 'over') return result;
    return { kind: 'failed', fault: before === 'stalled' ? 'timeout' : 'interrupted' };
  }

  function cancel(): void {
    stopWatching();
    state = 'over';
    upload.cancel();
  }
}

/** How far a file has come in. */
export interface Progress {
  /** Bytes. */
  readonly written: number;
  /** Bytes in all; null when the server does not say. */
  readonly total: number | null;
}

/**
 * Why a file did not come: `gone` when its address is over, `refused` for any other answer of its server, `blocked`
 * when WeChat may not load from there at all.
 */
export type DownloadFault =
  'network' | 'timeout' | 'interrupted' | 'too-large' | 'no-room' | 'gone' | 'refused' | 'blocked';

export type DownloadResult =
  | { readonly kind: 'loaded'; readonly path: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly fault: DownloadFault };

/** A file on its way. */
export interface Download {
  /** Never rejects. The path is that of a temporary file, which lives as long as the app. */
  readonly result: Promise<DownloadResult>;
  cancel(): void;
}

export type StartDownload = (url: string, onProgress: (progress: Progress) => void) => Download;

/** Ten minutes of a sharp picture over a slow network; WeChat's own limit is one minute. */
const TIMEOUT_MS = 30 * 60_000;
const OVER: readonly number[] = [401, 403, 404, 410];

/** Loads a file. What WeChat says of a failure is not repeated: it may hold the address. */
export const startDownload: StartDownload = (url, onProgress) => {
  let cancelled = false;
  let task: WechatMiniprogram.DownloadTask | undefined;
  const result = new Promise<DownloadResult>((resolve) => {
    task = wx.downloadFile({
      url,
      timeout: TIMEOUT_MS,
      success: ({ statusCode, tempFilePath }) => resolve(resultOf(statusCode, tempFilePath)),
      fail: ({ errMsg }) => resolve(cancelled ? { kind: 'cancelled' } : { kind: 'failed', fault: faultOf(errMsg) }),
    });
  });
  task?.onProgressUpdate(({ totalBytesWritten: written, totalBytesExpectedToWrite: expected }) => {
    // Where a server names no length, phones tell -1, 0 or a guess that is soon passed.
    onProgress({ written, total: expected > 0 && expected >= written ? expected : null });
  });
  return {
    result,
    cancel() {
      cancelled = true;
      task?.abort();
    },
  };
};

function resultOf(statusCode: number, path: string): DownloadResult {
  if (statusCode === 200) return { kind: 'loaded', path };
  return { kind: 'failed', fault: OVER.includes(statusCode) ? 'gone' : 'refused' };
}

/** In the order in which they are looked for. */
const FAULTS: readonly (readonly [RegExp, DownloadFault])[] = [
  [/domain list|invalid url|not in .*whitelist/i, 'blocked'],
  [/interrupted/i, 'interrupted'],
  [/time(d )?out/i, 'timeout'],
  [/max(imum)? (file )?size|exceed max/i, 'too-large'],
  [/storage|no space|disk/i, 'no-room'],
];

function faultOf(errMsg: string): DownloadFault {
  return FAULTS.find(([pattern]) => pattern.test(errMsg))?.[1] ?? 'network';
}

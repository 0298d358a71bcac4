/** Why a file did not reach the cloud's storage: `gone` when the phone has it no more, `refused` by the storage. */
export type UploadFault = 'network' | 'timeout' | 'interrupted' | 'gone' | 'refused';

export type UploadResult =
  | { readonly kind: 'uploaded'; readonly fileId: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly fault: UploadFault };

/** A file on its way. */
export interface Upload {
  /** Never rejects. */
  readonly result: Promise<UploadResult>;
  /** Gives it up; a file that is through by then is taken out of the storage again. */
  cancel(): void;
}

/** Where from and where to, and what to tell on the way. */
export interface UploadOrder {
  /** A file on this phone. */
  readonly path: string;
  /** Its place in the cloud's storage, such as `talk/….mp3`. */
  readonly cloudPath: string;
  /** Share that has been sent, 0 to 1, as often as WeChat measures it. */
  readonly onProgress: (share: number) => void;
}

export type StartUpload = (order: UploadOrder) => Upload;

/** Sends a file to the cloud's storage. */
export const startUpload: StartUpload = ({ path, cloudPath, onProgress }) => {
  let cancelled = false;
  let stored: string | null = null;
  let task: WechatMiniprogram.UploadTask | undefined;
  const result = new Promise<UploadResult>((resolve) => {
    task = wx.cloud.uploadFile({
      cloudPath,
      filePath: path,
      success({ fileID: fileId }) {
        stored = fileId;
        if (cancelled) discard(fileId);
        resolve(cancelled ? { kind: 'cancelled' } : { kind: 'uploaded', fileId });
      },
      fail: (failure: UploadFailure) =>
        resolve(cancelled ? { kind: 'cancelled' } : { kind: 'failed', fault: faultOf(failure) }),
    });
  });
  task?.onProgressUpdate(({ progress }) => onProgress(progress / 100));
  return {
    result,
    cancel() {
      if (cancelled) return;
      cancelled = true;
      if (stored === null) task?.abort();
      else discard(stored);
    },
  };
};

/** Whoever put a file there may remove it. Without a network it stays, where nobody else can read it. */
function discard(fileId: string): void {
  wx.cloud.deleteFile({ fileList: [fileId], success: () => undefined, fail: () => undefined });
}

interface UploadFailure {
  readonly errMsg: string;
  readonly errCode?: number;
}

/** CloudBase's own codes start here: whoever is told one has reached it. */
const FIRST_CLOUD_CODE = -500_000;

/** In the order in which they are looked for. */
const FAULTS: readonly (readonly [RegExp, UploadFault])[] = [
  [/interrupted/i, 'interrupted'],
  [/time(d )?out/i, 'timeout'],
  [/no such file|not exist|not found/i, 'gone'],
];

function faultOf({ errMsg, errCode = 0 }: UploadFailure): UploadFault {
  if (errCode <= FIRST_CLOUD_CODE) return 'refused';
  return FAULTS.find(([pattern]) => pattern.test(errMsg))?.[1] ?? 'network';
}

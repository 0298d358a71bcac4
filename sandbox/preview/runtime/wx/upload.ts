import type { UploadMessage } from '../../wire';
import { files } from '../files';
import type { Phone } from '../phone';
import type { UploadRecord } from '../records';
import { refusingUnknown } from '../report';
import { Signal } from '../signal';
import { uploads, uploadSettings } from '../transfers';
import { ApiFailure, asyncApi } from './api';
import { off, watchTransfer } from './transfer';

interface UploadOptions {
  cloudPath: string;
  filePath: string;
  success: (result: object) => void;
  fail: (error: object) => void;
  complete: (outcome: object) => void;
}

interface Progress {
  /** Whole percent. */
  readonly progress: number;
  readonly totalBytesSent: number;
  readonly totalBytesExpectedToSend: number;
}

const TIMEOUT_MS = 60_000;
const PIECE_BYTES = 8192;
/** The cloud's codes by WeChat's numbers. */
const CODES: Readonly<Record<string, number>> = {
  STORAGE_EXCEED_AUTHORITY: -503002,
  STORAGE_FILE_NONEXIST: -503003,
  INVALID_PARAM: -501007,
};

export const errCodeOf = (code: string): number => CODES[code] ?? -501001;

/** `wx.cloud.uploadFile`: a task where callbacks are given, a promise where they are not. */
export function uploadApi(phone: Phone, requireInit: () => void) {
  return (options: Partial<UploadOptions> = {}): unknown => {
    const upload = new Upload(phone, options);
    const run = asyncApi<UploadOptions>('cloud.uploadFile', () => {
      requireInit();
      return upload.run();
    });
    const { success, fail, complete } = options;
    if (success === undefined && fail === undefined && complete === undefined) return run(options);
    void run(options);
    return refusingUnknown(upload.task(), 'UploadTask');
  };
}

class Upload {
  private readonly progressed = new Signal<Progress>();
  private readonly aborter = new AbortController();

  constructor(
    private readonly phone: Phone,
    private readonly options: Partial<UploadOptions>,
  ) {}

  task(): object {
    return {
      abort: () => this.end('abort'),
      onProgressUpdate: (listener: (progress: Progress) => void) => void this.progressed.add(listener),
      offProgressUpdate: off(this.progressed),
    };
  }

  async run(): Promise<object> {
    const { cloudPath, filePath } = this.options;
    if (typeof cloudPath !== 'string' || typeof filePath !== 'string')
      throw new ApiFailure('parameter.cloudPath and parameter.filePath should be String', { errCode: -401003 });
    const file = files.read(filePath);
    if (file === null) throw new ApiFailure('file not exist', { errCode: -1 });
    const { bytes } = file;
    const record: UploadRecord = {
      cloudPath,
      bytes: bytes.length,
      state: 'running',
      sent: 0,
      fileId: null,
      errMsg: '',
    };
    uploads.push(record);
    const forget = watchTransfer(this.phone.device, TIMEOUT_MS, (reason) => this.end(reason));
    try {
      if (this.phone.device.state.network === 'none') throw failure('network error');
      const fileID = await this.send(record, bytes);
      Object.assign(record, { state: 'done', fileId: fileID });
      return { fileID, statusCode: 204 };
    } catch (error) {
      Object.assign(record, { state: 'failed', errMsg: error instanceof Error ? error.message : '' });
      throw error;
    } finally {
      forget();
    }
  }

  private end(reason: string): void {
    this.aborter.abort(failure(reason));
  }

  /** Piece by piece, each after the last has been taken. Resolves with the file's id. */
  private send(record: UploadRecord, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const { signal } = this.aborter;
    const query = new URLSearchParams({
      openid: this.phone.device.openid,
      path: record.cloudPath,
      bytes: String(bytes.length),
    });
    const socket = new WebSocket(`ws://${location.host}/__upload?${query.toString()}`);
    const next = (): void => socket.send(bytes.subarray(record.sent, record.sent + PIECE_BYTES));
    return new Promise<string>((resolve, reject) => {
      const hear = (message: UploadMessage): void => {
        if (message.kind === 'done') resolve(message.fileId);
        else if (message.kind === 'refused') reject(failure(message.code, errCodeOf(message.code)));
        else {
          record.sent = message.bytes;
          this.tell(record);
          if (record.sent < record.bytes) pace(next, PIECE_BYTES);
        }
      };
      socket.onopen = () => bytes.length > 0 && pace(next, PIECE_BYTES);
      socket.onmessage = ({ data }: MessageEvent<string>) => hear(JSON.parse(data) as UploadMessage);
      socket.onclose = () => reject(failure('network error'));
      signal.addEventListener('abort', () => reject(signal.reason as ApiFailure));
      if (signal.aborted) reject(signal.reason as ApiFailure);
    }).finally(() => socket.close());
  }

  private tell({ sent, bytes }: UploadRecord): void {
    const progress = bytes === 0 ? 100 : Math.floor((sent / bytes) * 100);
    this.progressed.emit({ progress, totalBytesSent: sent, totalBytesExpectedToSend: bytes });
  }
}

const failure = (reason: string, errCode = -1): ApiFailure => new ApiFailure(reason, { errCode });

/** A slow phone needs its time for each piece. */
function pace(send: () => void, bytes: number): void {
  const { bytesPerSecond } = uploadSettings;
  if (bytesPerSecond === null) send();
  else setTimeout(send, (bytes / bytesPerSecond) * 1000);
}

import { DOWNLOAD_FAILED } from '../../wire';
import { files, USER_DATA_PATH } from '../files';
import type { Phone } from '../phone';
import type { DownloadRecord } from '../records';
import { refusingUnknown } from '../report';
import { Signal } from '../signal';
import { downloads } from '../transfers';
import { ApiFailure, asyncApi } from './api';
import { off, watchTransfer } from './transfer';

interface DownloadOptions {
  url: string;
  header: Readonly<Record<string, unknown>>;
  filePath: string;
  /** ms for the whole download. */
  timeout: number;
}

interface Progress {
  /** Whole percent. */
  readonly progress: number;
  readonly totalBytesWritten: number;
  readonly totalBytesExpectedToWrite: number;
}

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 200 * 1024 * 1024;
const PROGRESS_MS = 100;
/** WeChat does not say what it reports of a length it was not told; this is what iOS hands it. */
const UNKNOWN = { progress: 0, totalBytesExpectedToWrite: -1 } as const;

/** `wx.downloadFile`: through the preview's server, because a browser reads no file of another origin. */
export function downloadApis(phone: Phone) {
  return {
    downloadFile: (options: Partial<DownloadOptions> = {}): object => {
      const download = new Download(phone, options);
      const run = asyncApi<DownloadOptions>('downloadFile', () => download.run());
      void run({ fail: () => undefined, ...options }); // its result reaches callbacks only: the task is no promise
      return refusingUnknown(download.task(), 'DownloadTask');
    },
  };
}

class Download {
  private readonly progressed = new Signal<Progress>();
  private readonly headed = new Signal<{ header: object; statusCode: number }>();
  private readonly aborter = new AbortController();
  private readonly record: DownloadRecord;
  private told: Progress | null = null;
  private toldAt = -Infinity;

  constructor(
    private readonly phone: Phone,
    private readonly options: Partial<DownloadOptions>,
  ) {
    const path = URL.canParse(options.url ?? '') ? new URL(options.url ?? '').pathname : '';
    this.record = { path, state: 'running', statusCode: null, written: 0, expected: null, errMsg: '' };
    downloads.push(this.record);
  }

  task(): object {
    return {
      abort: () => this.end('abort'),
      onProgressUpdate: (listener: (progress: Progress) => void) => void this.progressed.add(listener),
      offProgressUpdate: off(this.progressed),
      onHeadersReceived: (listener: (headers: object) => void) => void this.headed.add(listener),
      offHeadersReceived: off(this.headed),
    };
  }

  async run(): Promise<object> {
    const { device, plan } = this.phone;
    const limit = this.options.timeout ?? plan.app.networkTimeout?.downloadFile ?? TIMEOUT_MS;
    const forget = watchTransfer(device, limit, (reason) => this.end(reason));
    try {
      const result = await this.fetch();
      this.record.state = 'done';
      return result;
    } catch (error) {
      const reason: unknown = this.aborter.signal.aborted ? this.aborter.signal.reason : error;
      const failure = reason instanceof ApiFailure ? reason : new ApiFailure('network error');
      Object.assign(this.record, { state: 'failed', errMsg: failure.message });
      throw failure;
    } finally {
      forget();
    }
  }

  private end(reason: string): void {
    this.aborter.abort(new ApiFailure(reason));
  }

  private async fetch(): Promise<object> {
    const { url, header = {}, filePath } = this.options;
    if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) throw new ApiFailure('invalid url');
    if (filePath?.startsWith(`${USER_DATA_PATH}/`) === false)
      throw new ApiFailure(`permission denied, open ${filePath}`);
    if (this.phone.device.state.network === 'none') throw new ApiFailure('network error');
    const body = JSON.stringify({ url, header });
    const response = await fetch('/__download', { method: 'POST', body, signal: this.aborter.signal });
    const failed = response.headers.get(DOWNLOAD_FAILED);
    if (failed !== null) throw new ApiFailure(failed);
    const { status: statusCode, headers } = response;
    this.record.statusCode = statusCode;
    this.headed.emit({ header: Object.fromEntries(headers), statusCode });
    const bytes = await this.receive(response);
    const type = headers.get('content-type') ?? '';
    if (filePath === undefined)
      return { statusCode, tempFilePath: files.addTemporary({ bytes, type }, extensionOf(url, type)) };
    files.write(filePath, { bytes, type });
    return { statusCode, filePath };
  }

  private async receive({ headers, body }: Response): Promise<Uint8Array<ArrayBuffer>> {
    const announced = headers.get('content-length');
    this.record.expected = announced === null ? null : Number(announced);
    this.limit(this.record.expected ?? 0);
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const reader = body?.getReader();
    for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
      pieces.push(piece.value);
      this.record.written += piece.value.length;
      this.limit(this.record.written);
      this.tell(false);
    }
    this.tell(true);
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }

  private limit(bytes: number): void {
    if (bytes <= MOST_BYTES) return;
    this.end('exceed max file size');
    this.aborter.signal.throwIfAborted();
  }

  private tell(last: boolean): void {
    const { written: totalBytesWritten, expected } = this.record;
    const now = performance.now();
    if (this.told?.totalBytesWritten === totalBytesWritten || (!last && now - this.toldAt < PROGRESS_MS)) return;
    this.toldAt = now;
    this.told =
      expected === null
        ? { ...UNKNOWN, totalBytesWritten }
        : {
            progress: expected === 0 ? 100 : Math.floor((totalBytesWritten / expected) * 100),
            totalBytesWritten,
            totalBytesExpectedToWrite: expected,
          };
    this.progressed.emit(this.told);
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/x-flv': 'flv',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/json': 'json',
  'text/plain': 'txt',
};

/** By the kind that the server names, else by the address. */
function extensionOf(url: string, type: string): string {
  const known = EXTENSIONS[type.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  return known ?? /\.([a-z0-9]{1,5})$/i.exec(new URL(url).pathname)?.[1] ?? 'unknown';
}

import type { Clip, ClipPart } from '../../../typings/contract/domain';
import type { SaveResult } from '../../../miniprogram/services/album';
import type { DownloadResult, Progress, StartDownload } from '../../../miniprogram/services/downloads';
import type { CopyFault } from '../../../miniprogram/services/feedback';
import type { ForwardResult } from '../../../miniprogram/services/forwarding';
import { ClipDownloads } from '../../../miniprogram/playback/stores/clip-downloads';
import { makeDeferred, Answers } from './answers';
import { FakeClock, NOON } from './phone';

export const MINUTE = 60_000;
/** 2026-11-20 13:00 in Shanghai. */
export const ONE = NOON - 65 * MINUTE;
const SHANGHAI_CLOCKS = [{ from: ONE, minutes: 480 }];

export function makePart(change: Partial<ClipPart> = {}): ClipPart {
  const base = { from: ONE, to: ONE + 10 * MINUTE, reason: null, retryAt: null, expiresAt: null };
  return { ...base, state: 'ready', ...change };
}

/** One after the other from one o'clock on, each ten minutes, in these states. */
export function makeParts(...changes: readonly Partial<ClipPart>[]): readonly ClipPart[] {
  return changes.map((change, index) => {
    const from = ONE + index * 10 * MINUTE;
    return makePart({ from, to: from + 10 * MINUTE, ...change });
  });
}

export function makeClip(id: string, change: Partial<Clip> = {}): Clip {
  const { parts = makeParts({}) } = change;
  return {
    id,
    channelId: 'gate',
    cameraName: '收银台',
    storeName: '南京路店',
    place: 'device',
    from: parts[0]!.from,
    to: parts.at(-1)!.to,
    offsets: SHANGHAI_CLOCKS,
    createdAt: NOON - 5 * MINUTE,
    format: 'flv',
    state: 'ready',
    ...change,
    parts,
  };
}

/** A download under the hands of a test. */
interface Loading {
  readonly url: string;
  readonly progress: (progress: Progress) => void;
  readonly end: (result: DownloadResult) => void;
  cancelled: boolean;
}

/** Downloads with a network, an album, chats and a clipboard of memory. */
export function makeDownloads(clock = new FakeClock(), answers = new Answers()) {
  const loads: Loading[] = [];
  const saved: string[] = [];
  const forwarded: string[] = [];
  const copied: string[] = [];
  const phone = {
    save: 'saved' as SaveResult,
    settings: true,
    forward: 'sent' as ForwardResult,
    clipboard: 'copied' as 'copied' | CopyFault,
    opened: [] as string[],
  };
  const startDownload: StartDownload = (url, progress) => {
    const { promise, resolve } = makeDeferred<DownloadResult>();
    const loading: Loading = { url, progress, end: resolve, cancelled: false };
    loads.push(loading);
    return {
      result: promise,
      cancel() {
        loading.cancelled = true;
        resolve({ kind: 'cancelled' });
      },
    };
  };
  answers.on('clip.open', ({ id, part }) => ({ url: `https://files/${id}/${part}`, expiresAt: NOON + 60 * MINUTE }));
  const downloads = new ClipDownloads({
    call: answers.call,
    clock,
    startDownload,
    album: {
      saveVideo: async (path) => {
        if (phone.save === 'saved') saved.push(path);
        return phone.save;
      },
      saveImage: () => Promise.reject(new Error('no picture here')),
      openSettings: async (denied) => {
        phone.opened.push(denied);
        return phone.settings;
      },
    },
    forwardFile: async (path, name) => {
      forwarded.push(`${path} as ${name}`);
      return phone.forward;
    },
    copyText: async (text) => {
      if (phone.clipboard === 'copied') copied.push(text);
      return phone.clipboard;
    },
  });
  return { downloads, loads, saved, forwarded, copied, phone, answers, clock };
}

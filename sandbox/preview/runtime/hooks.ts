import type { ShownMessage } from '../wire';
import { album } from './album';
import { chooseNext, type SentFile } from './chosen-files';
import type { SetDataCall } from './glass/caller';
import { elementOf } from './glass/backend';
import { liveSettings } from './live/live-engine';
import { entryOf } from '../../mini-program-code';
import { listHoldings } from './holdings';
import { measureLayout } from './layout';
import type { Phone } from './phone';
import type {
  AlbumItem,
  CardRecord,
  DownloadRecord,
  Holding,
  Layout,
  PlayerRecord,
  RecorderRecord,
  SetDataCount,
  SharedFile,
  SoundRecord,
  UploadRecord,
  Vibration,
} from './records';
import { reports, type Report } from './report';
import { scanNext, type ScanSubject } from './scans';
import { openMessage, received } from './service-messages';
import { captures, cards, shares } from './shares';
import { players, recorderRecord, sounds, vibrations } from './sounds';
import { downloads, downloadSettings, uploads, uploadSettings } from './transfers';
import { toBase64 } from './wx/file-system';

/** `window.__kandian`: what tests, the bench and the desk ask of a phone. */
export interface Hooks {
  /** Since the last reset, of one page and its components (`live/pages/live/live`) or of all. */
  setData(route?: string): SetDataCount;
  resetSetData(): void;
  /** WXML elements of the page on top, components' own included. */
  nodes(): number;
  /** What is on the page on top. */
  layout(): Layout;
  /** What the mini-program has taken and not let go of. */
  holdings(): readonly Holding[];
  /** Address of the page on top, and of those below it from the bottom up. */
  route(): string;
  routes(): readonly string[];
  /** Errors and unimplemented names since the page was loaded. */
  readonly reports: readonly Report[];
  readonly device: Phone['device'];
  /** What has been saved to the album, downloaded and sent to a chat since the page was loaded, in order. */
  album(): readonly AlbumItem[];
  downloads(): readonly DownloadRecord[];
  shares(): readonly SharedFile[];
  /** Base64 of the album's item of that number. */
  albumContent(index: number): string;
  /** The mini-program's cards that were sent to a chat. */
  cards(): readonly CardRecord[];
  /** What a screenshot may show. */
  visualEffect(): 'none' | 'hidden';
  /** What the next `wx.scanCode` sees. */
  scanNext(subject: ScanSubject): void;
  /** Opens what stands in a code, a link of ours or a card's path as WeChat does from outside. Throws for others. */
  openFromWechat(text: string): void;
  /** What the next `wx.chooseMessageFile` takes. */
  chooseNext(sent: readonly SentFile[]): void;
  /** The service messages that came since the page was loaded, and what a tap on one does. */
  messages(): readonly ShownMessage[];
  openMessage(message: Pick<ShownMessage, 'page'>): void;
  /** What was sent into the cloud's storage. */
  uploads(): readonly UploadRecord[];
  recorder(): RecorderRecord;
  /** Every `wx.createInnerAudioContext()`, and the live-players that are on a page now. */
  sounds(): readonly SoundRecord[];
  players(): readonly PlayerRecord[];
  vibrations(): readonly Vibration[];
  /** `interruptMs`: how long a download goes on in the background. */
  readonly download: { interruptMs: number };
  /** `bytesPerSecond`: how fast the phone sends; null as fast as it goes. */
  readonly upload: { bytesPerSecond: number | null };
  /** `retryMs`: wait between a live-player's own attempts. */
  readonly live: { retryMs: number };
  reload(): void;
}

const MOST_CALLS = 100_000;

/** Keeps a call for counting; on a desk left open for days the oldest go. */
export function recordSetData(calls: SetDataCall[], call: SetDataCall): void {
  calls.push(call);
  if (calls.length > MOST_CALLS) calls.splice(0, MOST_CALLS / 2);
}

const HOT_RELOAD_KEY = 'kandian:stack';

export function createHooks(phone: Phone, calls: SetDataCall[]): Hooks {
  const { stack, device } = phone;
  return {
    setData: (route) => count(route === undefined ? calls : calls.filter(({ page }) => page === route)),
    resetSetData: () => void calls.splice(0),
    nodes: () => [...stack.top.window.element.querySelectorAll('*')].filter(isWxml).length,
    layout: () => measureLayout(stack.top.window.scroller, isWxml),
    holdings: () => listHoldings(stack.opened),
    route: () => stack.top.url,
    routes: () => stack.all.map((page) => page.url),
    reports,
    device,
    album: () => album.items,
    downloads: () => downloads,
    shares: () => shares,
    albumContent: (index) => toBase64(album.contentOf(index) ?? new Uint8Array()),
    cards: () => cards,
    visualEffect: () => captures.visualEffect,
    scanNext,
    openFromWechat: (text) => openFromWechat(phone, text),
    chooseNext,
    messages: () => received,
    openMessage: (message) => openMessage(message, phone),
    uploads: () => uploads,
    recorder: () => recorderRecord,
    sounds: () => sounds,
    players: () => [...players],
    vibrations: () => vibrations,
    download: downloadSettings,
    upload: uploadSettings,
    live: liveSettings,
    reload: () => reloadInPlace(phone),
  };
}

function openFromWechat(phone: Phone, text: string): void {
  const entry = entryOf(text, Date.now());
  if (entry === null) throw new Error('it is no code, link or card of this mini-program');
  phone.entries.enter(entry.path, entry.scene, phone);
}

/** Loads the newest build and comes back to the same pages. */
function reloadInPlace({ stack }: Phone): void {
  sessionStorage.setItem(HOT_RELOAD_KEY, JSON.stringify(stack.all.map((page) => page.url)));
  location.reload();
}

/** The pages to come back to after a hot reload; empty for an ordinary start. */
export function takeReloadedStack(): readonly string[] {
  const text = sessionStorage.getItem(HOT_RELOAD_KEY);
  sessionStorage.removeItem(HOT_RELOAD_KEY);
  const urls: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(urls) ? urls.map(String) : [];
}

function count(calls: readonly SetDataCall[]): SetDataCount {
  let peakPerSecond = 0;
  let start = 0;
  calls.forEach(({ at }, end) => {
    while ((calls[start]?.at ?? at) <= at - 1000) start++;
    peakPerSecond = Math.max(peakPerSecond, end - start + 1);
  });
  const sizes = calls.map(({ bytes }) => bytes);
  return {
    calls: calls.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    largest: sizes.reduce((most, size) => Math.max(most, size), 0),
    peakPerSecond,
  };
}

const isWxml = (node: Node): boolean => '__wxElement' in node && elementOf(node) !== null;

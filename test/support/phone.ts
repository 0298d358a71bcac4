import type { Browser, Locator, Page } from 'playwright-core';
import type { LookFigures, Mark } from '../../sandbox/media/strip';
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
} from '../../sandbox/preview/runtime/records';
import type { ShownMessage } from '../../sandbox/preview/wire';
import { fingersOn, type Fingers } from './fingers';
import { readMoving, readPicture, type ShownPicture } from './picture';

export type Persona = 'owner' | 'manager' | 'staff' | 'guest' | 'stranger';

/** How long a person would wait before giving up on a step. */
const PATIENCE_MS = 20_000;

/** One phone in the browser, used as a person would: by what stands on the screen. */
export interface Phone extends Fingers {
  readonly page: Page;
  /** The card of a camera in the list; `label` is part of what a screen reader says of it: name, store, state. */
  card(label: string | RegExp): Locator;
  /** Searches for `name` and taps the card of that camera in that store. */
  openCamera(name: string, store: string): Promise<void>;
  /** Resolves when `text` stands on the screen. */
  sees(text: string | RegExp): Promise<void>;
  /** Resolves when `text` no longer stands on the screen. */
  misses(text: string | RegExp): Promise<void>;
  tap(text: string | RegExp): Promise<void>;
  /** What the strip in the moving picture says now; null while there is none. */
  mark(): Promise<Mark | null>;
  /** Resolves with the first mark that `wanted` accepts. */
  marked(wanted: (mark: Mark) => boolean): Promise<Mark>;
  /** How the camera stands by the moving picture: where it points, mirror, mask, message; null while none says so. */
  look(): Promise<LookFigures | null>;
  /** Resolves with the first look that `wanted` accepts. */
  looks(wanted: (look: LookFigures) => boolean): Promise<LookFigures>;
  /**
   * The instant that the picture on the screen shows, moving or else still, read from its pixels; null without a
   * picture. `within` is a CSS selector of the part of the page to look at.
   */
  readStripTime(within?: string): Promise<StripTime | null>;
  /** What the page sent to the view since the last reset: of one page (`live/pages/live/live`) or of all. */
  setData(route?: string): Promise<SetDataCount>;
  resetSetData(): Promise<void>;
  /** What is on the page on top, as WeChat's audit and a person see it. */
  layout(): Promise<Layout>;
  /** What the mini-program has taken and not let go of: listeners, timers, reactions… */
  holdings(): Promise<readonly Holding[]>;
  /** What has been saved to the album, downloaded and sent to a chat, in order. */
  album(): Promise<readonly AlbumItem[]>;
  downloads(): Promise<readonly DownloadRecord[]>;
  shares(): Promise<readonly SharedFile[]>;
  /** The bytes of a file in the album, by its place in `album()`. */
  albumContent(index: number): Promise<Buffer>;
  /** The mini-program's cards that were sent to a chat, in order. */
  cards(): Promise<readonly CardRecord[]>;
  /** What a screenshot may show of the mini-program. */
  visualEffect(): Promise<'none' | 'hidden'>;
  /** What the next `wx.scanCode` sees: a code with this text, or this picture. */
  scanNext(subject: { readonly text: string } | { readonly png: Buffer }): Promise<void>;
  /**
   * Opens from outside, as WeChat does, the text of a code, a link of ours or a card's path. The mini-program comes from
   * the background and starts over with that page.
   */
  openFromWechat(text: string): Promise<void>;
  /** The service messages that came since the page was loaded, in order. */
  messages(): Promise<readonly ShownMessage[]>;
  /** Taps the banner of a service message that has just come, by a text in it. */
  tapMessage(text: string): Promise<void>;
  /** What the next `wx.chooseMessageFile` takes from the chats. */
  chooseNext(files: readonly { readonly name: string; readonly content: Buffer }[]): Promise<void>;
  /** What has been put into the cloud's storage, recorded, played and shaken, in order. */
  uploads(): Promise<readonly UploadRecord[]>;
  recorder(): Promise<RecorderRecord>;
  sounds(): Promise<readonly SoundRecord[]>;
  vibrations(): Promise<readonly Vibration[]>;
  /** How the players on the pages sound now, and how that has changed. */
  players(): Promise<readonly PlayerRecord[]>;
  /** Makes the phone send slowly; null as fast as it goes. */
  setUplink(bytesPerSecond: number | null): Promise<void>;
  /** Presses a button of WeChat's own box: 允许, 拒绝, 返回… */
  answer(button: string): Promise<void>;
  /** A telephone call comes, and ends. */
  interrupt(): Promise<void>;
  hangUp(): Promise<void>;
  /** Changes the phone itself: its network, whether WeChat is in front, what WeChat allows. */
  set(change: PhoneSettings): Promise<void>;
  close(): Promise<void>;
}

export interface StripTime {
  /** Epoch ms. */
  readonly instant: number;
  readonly recording: boolean;
  readonly moving: boolean;
}

export interface PhoneSettings {
  readonly visible?: boolean;
  readonly network?: 'wifi' | '4g' | 'none';
  readonly microphone?: 'authorized' | 'denied' | 'not determined';
  /** Whether the person has agreed to the notice on privacy, and whether it names what is used. */
  readonly privacy?: 'agreed' | 'needed' | 'undeclared';
  readonly inCall?: boolean;
  /** WeChat's switch for this mini-program's messages; `banned` when WeChat has forbidden the templates. */
  readonly subscriptions?: 'on' | 'off' | 'banned';
  /** The mute switch at a phone's side. */
  readonly silenced?: boolean;
  /** Whether the system lets WeChat save to the album; the mini-program still has to ask. */
  readonly album?: 'authorized' | 'denied' | 'not determined';
  readonly livePlayerAllowed?: boolean;
}

export interface PhoneOptions {
  readonly url: string;
  readonly persona: Persona;
  readonly width?: number;
  readonly dark?: boolean;
  readonly language?: 'zh_CN' | 'en';
  /** 1.4 is WeChat's large type. */
  readonly typeScale?: number;
}

/** Opens the mini-program as that person. */
export async function openPhone(browser: Browser, options: PhoneOptions): Promise<Phone> {
  const { url, persona, width = 375, dark = false, language = 'zh_CN', typeScale = 1 } = options;
  const theme = dark ? 'dark' : 'light';
  const context = await browser.newContext({
    viewport: { width, height: 812 },
    deviceScaleFactor: 2,
    colorScheme: theme,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const query = new URLSearchParams({ openid: `sandbox-${persona}`, theme, language, type: String(typeScale) });
  await page.goto(`${url}/phone/?${query.toString()}`);
  await page.waitForFunction(() => '__kandian' in globalThis);
  const shown = async <T>(pick: (picture: ShownPicture) => T | null): Promise<T | null> => {
    const picture = await readMoving(page);
    return picture && pick(picture);
  };
  /** Asks until the answer is the wanted one. */
  const until = async <T>(read: () => Promise<T | null>, wanted: (value: T) => boolean, what: string): Promise<T> => {
    const giveUpAt = Date.now() + PATIENCE_MS;
    let last: T | null = null;
    while (Date.now() < giveUpAt) {
      last = await read();
      if (last !== null && wanted(last)) return last;
      await page.waitForTimeout(50);
    }
    throw new Error(`${what}; the last was ${JSON.stringify(last)}`);
  };
  const mark = () => shown((picture) => picture.mark);
  const look = () => shown((picture) => picture.look);
  const ask = <T>(hook: string): Promise<T> => page.evaluate(`__kandian.${hook}`);
  return {
    ...fingersOn(page),
    page,
    mark,
    readStripTime: async (within) => toStripTime(await readPicture(page, within)),
    setData: (route) => ask(`setData(${route === undefined ? '' : JSON.stringify(route)})`),
    layout: () => ask('layout()'),
    holdings: () => ask('holdings()'),
    resetSetData: () => ask('resetSetData()'),
    album: () => ask('album()'),
    downloads: () => ask('downloads()'),
    shares: () => ask('shares()'),
    albumContent: async (index) => Buffer.from(await ask<string>(`albumContent(${index})`), 'base64'),
    cards: () => ask('cards()'),
    visualEffect: () => ask('visualEffect()'),
    scanNext: (subject) => {
      const seen = 'text' in subject ? subject : { png: subject.png.toString('base64') };
      return ask(`scanNext(${JSON.stringify(seen)})`);
    },
    openFromWechat: (text) => ask(`openFromWechat(${JSON.stringify(text)})`),
    messages: () => ask('messages()'),
    tapMessage: (text) => page.locator('.wx-banner').filter({ hasText: text }).first().click(),
    chooseNext: (files) => {
      const sent = files.map(({ name, content }) => ({ name, content: content.toString('base64') }));
      return ask(`chooseNext(${JSON.stringify(sent)})`);
    },
    uploads: () => ask('uploads()'),
    recorder: () => ask('recorder()'),
    sounds: () => ask('sounds()'),
    vibrations: () => ask('vibrations()'),
    players: () => ask('players()'),
    setUplink: (bytesPerSecond) => ask(`upload.bytesPerSecond = ${bytesPerSecond}, undefined`),
    answer: (button) => page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click(),
    interrupt: () => page.evaluate(changePhone, { inCall: true }),
    hangUp: () => page.evaluate(changePhone, { inCall: false }),
    card: (label) => page.getByRole('button', { name: label }).first(),
    async openCamera(name, store) {
      await page.getByPlaceholder(/搜索|Search/).fill(name);
      await page
        .getByRole('button', { name: new RegExp(`^${name}.+${store}`) })
        .first()
        .click();
    },
    async sees(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor();
    },
    async misses(text) {
      await page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' });
    },
    async tap(text) {
      await page.getByText(text).filter({ visible: true }).first().click();
    },
    marked: (wanted) => until(mark, wanted, 'no picture with the wanted mark'),
    look,
    looks: (wanted) => until(look, wanted, 'no picture of the wanted look'),
    set: (change) => page.evaluate(changePhone, change),
    close: () => context.close(),
  };
}

const toStripTime = (shown: ShownPicture | null): StripTime | null =>
  shown && { instant: shown.mark.instant, recording: shown.mark.playback, moving: shown.moving };

/** Runs in the page, where the preview keeps its simulated phone. */
function changePhone(change: PhoneSettings): void {
  const { __kandian } = globalThis as unknown as { __kandian: { device: { set(settings: PhoneSettings): void } } };
  __kandian.device.set(change);
}

import type { Device } from '../device';
import { resourceUrl } from '../files';
import { hold, letGo } from '../holdings';
import type { SoundRecord } from '../records';
import { Signal } from '../signal';

/** What goes wrong, by WeChat's numbers. */
const ERRORS = {
  10001: 'system error',
  10002: 'network error',
  10003: 'file error',
  10004: 'format error',
} as const;
type ErrorCode = keyof typeof ERRORS;

/** `wx.setInnerAudioOption`, which holds for every sound. */
export const audioOptions = { obeyMuteSwitch: true };

const TIME_UPDATE_MS = 250;

/** One sound. It is loaded whole before it plays, so that a missing file and an unreadable one can be told apart. */
export class InnerAudio {
  readonly events = {
    canplay: new Signal<undefined>(),
    play: new Signal<undefined>(),
    pause: new Signal<undefined>(),
    stop: new Signal<undefined>(),
    ended: new Signal<undefined>(),
    timeUpdate: new Signal<undefined>(),
    waiting: new Signal<undefined>(),
    seeking: new Signal<undefined>(),
    seeked: new Signal<undefined>(),
  };
  readonly failed = new Signal<{ errCode: number; errMsg: string }>();
  readonly element = new Audio();
  startTime = 0;
  autoplay = false;
  private source = '';
  /** Counts sources, so that one still loading for an earlier one is not used. */
  private generation = 0;
  private loading: Promise<boolean> = Promise.resolve(false);
  private readonly stopListening: (() => void)[];

  constructor(
    private readonly device: Device,
    private readonly record: SoundRecord,
  ) {
    hold(this, 'sound', 'wx.createInnerAudioContext');
    this.forwardEvents();
    this.stopListening = [
      device.onChange('inCall', (inCall) => inCall && this.pause()),
      device.onChange('visible', (visible) => !visible && this.pause()),
      device.onChange('silenced', () => this.applyMuteSwitch()),
    ];
  }

  get src(): string {
    return this.source;
  }

  set src(source: string) {
    this.source = source;
    this.record.path = URL.canParse(source) ? new URL(source).pathname : source;
    const generation = ++this.generation;
    this.element.pause();
    this.loading = source === '' ? Promise.resolve(false) : this.load(source, generation);
    if (this.autoplay) void this.play();
  }

  async play(): Promise<void> {
    if (this.device.state.inCall) {
      this.fail(10001);
      return;
    }
    const { generation } = this;
    this.applyMuteSwitch();
    if (!(await this.loading) || generation !== this.generation) return;
    await this.element.play().catch(() => undefined); // paused again at once, or unreadable: an event says so
  }

  pause(): void {
    this.element.pause();
  }

  stop(): void {
    if (this.record.state === 'idle' || this.record.state === 'stopped') return;
    this.record.state = 'stopped';
    this.element.pause();
    this.element.currentTime = 0;
    this.events.stop.emit(undefined);
  }

  destroy(): void {
    letGo(this);
    this.generation++;
    this.record.state = 'destroyed';
    this.element.pause();
    this.element.removeAttribute('src');
    for (const stop of this.stopListening) stop();
    for (const signal of [...Object.values(this.events), this.failed]) signal.clear();
  }

  private async load(source: string, generation: number): Promise<boolean> {
    const remote = /^https?:/i.test(source);
    const address = remote ? `/__media?src=${encodeURIComponent(source)}` : resourceUrl(source, '');
    const unreachable = address === '' || (remote && this.device.state.network === 'none');
    const file = unreachable ? null : await fetchFile(address);
    if (generation !== this.generation) return false;
    if (file === null) {
      this.fail(remote ? 10002 : 10003);
      return false;
    }
    URL.revokeObjectURL(this.element.src);
    this.element.src = URL.createObjectURL(file);
    this.element.currentTime = this.startTime;
    return true;
  }

  private fail(errCode: ErrorCode): void {
    this.record.state = 'failed';
    this.failed.emit({ errCode, errMsg: ERRORS[errCode] });
  }

  private applyMuteSwitch(): void {
    this.element.muted = this.device.state.silenced && audioOptions.obeyMuteSwitch;
    this.record.audible = !this.element.muted;
  }

  private forwardEvents(): void {
    const { element, events, record } = this;
    const on = (name: string, act: () => void): void => element.addEventListener(name, act);
    let told = -Infinity;
    on('canplay', () => events.canplay.emit(undefined));
    on('playing', () => {
      if (record.state === 'playing') return;
      record.state = 'playing';
      events.play.emit(undefined);
    });
    on('pause', () => {
      if (record.state !== 'playing' || element.ended) return; // neither a stop nor the end is a pause
      record.state = 'paused';
      events.pause.emit(undefined);
    });
    on('ended', () => {
      record.state = 'ended';
      events.ended.emit(undefined);
    });
    on('waiting', () => events.waiting.emit(undefined));
    on('seeking', () => events.seeking.emit(undefined));
    on('seeked', () => events.seeked.emit(undefined));
    on('error', () => element.hasAttribute('src') && this.fail(10004));
    on('timeupdate', () => {
      if (performance.now() - told < TIME_UPDATE_MS) return;
      told = performance.now();
      events.timeUpdate.emit(undefined);
    });
  }
}

/** Null when there is none, or its server does not answer. */
async function fetchFile(address: string): Promise<Blob | null> {
  try {
    const response = await fetch(address);
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

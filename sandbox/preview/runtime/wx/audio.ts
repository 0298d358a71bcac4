import type { Phone } from '../phone';
import type { SoundRecord } from '../records';
import { refusingUnknown, reportUnimplemented } from '../report';
import { audioOptions, InnerAudio } from '../sound/inner-audio';
import { sounds } from '../sounds';
import { asyncApi } from './api';
import { off } from './transfer';

interface AudioOptions {
  obeyMuteSwitch: boolean;
  mixWithOther: boolean;
  speakerOn: boolean;
}

/** Sounds that the mini-program plays by itself. */
export function audioApis({ device }: Phone) {
  return {
    createInnerAudioContext: () => {
      const record: SoundRecord = { path: '', state: 'idle', audible: true };
      sounds.push(record);
      return refusingUnknown(createContext(new InnerAudio(device, record)), 'InnerAudioContext');
    },
    setInnerAudioOption: asyncApi<AudioOptions>('setInnerAudioOption', ({ obeyMuteSwitch, speakerOn }) => {
      if (obeyMuteSwitch !== undefined) audioOptions.obeyMuteSwitch = obeyMuteSwitch;
      if (speakerOn === false) reportUnimplemented('speakerOn of wx.setInnerAudioOption');
    }),
  };
}

/** Since base library 2.3.0 a context's own `obeyMuteSwitch` counts for nothing; the common option decides. */
function createContext(audio: InnerAudio): object {
  const { element } = audio;
  return Object.assign(propertiesOf(audio), {
    obeyMuteSwitch: true,
    referrerPolicy: 'no-referrer',
    play: () => void audio.play(),
    pause: () => audio.pause(),
    stop: () => audio.stop(),
    seek: (seconds: number) => void (element.currentTime = seconds),
    destroy: () => audio.destroy(),
    onError: audio.failed.add.bind(audio.failed),
    offError: off(audio.failed),
    ...listenersOf(audio),
  });
}

/** What a mini-program sets and reads. */
function propertiesOf(audio: InnerAudio) {
  const { element } = audio;
  return {
    get src(): string {
      return audio.src;
    },
    set src(source: string) {
      audio.src = source;
    },
    get startTime(): number {
      return audio.startTime;
    },
    set startTime(seconds: number) {
      audio.startTime = seconds;
    },
    get autoplay(): boolean {
      return audio.autoplay;
    },
    set autoplay(on: boolean) {
      audio.autoplay = on;
    },
    get loop(): boolean {
      return element.loop;
    },
    set loop(on: boolean) {
      element.loop = on;
    },
    get volume(): number {
      return element.volume;
    },
    set volume(volume: number) {
      element.volume = volume;
    },
    get playbackRate(): number {
      return element.playbackRate;
    },
    set playbackRate(rate: number) {
      element.playbackRate = rate;
    },
    get duration(): number {
      const { duration } = element;
      return Number.isFinite(duration) ? duration : 0;
    },
    get currentTime(): number {
      return element.currentTime;
    },
    get paused(): boolean {
      return element.paused;
    },
    get buffered(): number {
      const { buffered } = element;
      return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
    },
  };
}

/** `onPlay`, `offPlay` and so on. */
function listenersOf({ events }: InnerAudio): Readonly<Record<string, unknown>> {
  const listeners: Record<string, unknown> = {};
  for (const [name, signal] of Object.entries(events)) {
    const title = name.charAt(0).toUpperCase() + name.slice(1);
    listeners[`on${title}`] = signal.add.bind(signal);
    listeners[`off${title}`] = off(signal);
  }
  return listeners;
}

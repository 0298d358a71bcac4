import type { ChannelAbilities, Phrase, Picture, PtzMotion, PtzOutcome } from '../../cloudfunctions/core/capabilities';
import { CallError } from '../../cloudfunctions/core/errors';
import type { ChannelAddress } from '../../cloudfunctions/core/ports';
import { NOON, type FakeDriver } from './cloud-rig';

export const PHRASES: Readonly<Record<'vendor' | 'own', readonly Phrase[]>> = {
  vendor: [{ name: '欢迎光临', url: 'https://voices.test/1.wav?sign=one', durationMs: 2000 }],
  own: [{ name: '打烊', url: 'https://voices.test/2.wav?sign=two', durationMs: null }],
};

export const makeAbilities = (more: Partial<ChannelAbilities> = {}): ChannelAbilities => ({
  ...{ talk: 'half-duplex', motions: ['left', 'right'], mirror: ['both'] },
  ...{ mask: true, snapshot: true, presets: true },
  ...more,
});

export const makePicture = (more: Partial<Picture> = {}): Picture => ({
  ...{ name: 'p1', takenAt: NOON, bytes: 1000, url: 'https://pictures.test/1.jpg' },
  ...more,
});

/** What a fake vendor that can be steered, spoken through and switched keeps. */
export interface FakeControl {
  /** What the lens shows is covered. */
  masked: boolean;
  outcome: PtzOutcome;
  /** What passes while the vendor works. */
  working: (verb: string) => Promise<unknown>;
  /** Bytes of the messages that were played. */
  readonly played: Uint8Array[];
  readonly pictures: Picture[];
}

/** From now on the vendor has everything there is to do to a camera, and notes what it was asked. */
export function offerControl(driver: FakeDriver): FakeControl {
  const control: FakeControl = {
    ...{ masked: false, outcome: 'moved', played: [], pictures: [] },
    working: () => Promise.resolve(),
  };
  const note = async (text: string): Promise<void> => {
    driver.asked.push(text);
    await control.working(text.split(' ')[0] ?? '');
    if (driver.failure) throw driver.failure;
  };
  const views: string[] = [];
  driver.ptz = {
    ...{ motions: ['left', 'right', 'up', 'auto-scan'], speeds: 3, limits: true },
    start: async ({ deviceId }: ChannelAddress, motion: PtzMotion, speed: number) => {
      await note(`start ${deviceId} ${motion} ${speed}`);
      return control.outcome;
    },
    stop: ({ deviceId }, motion) => note(`stop ${deviceId} ${motion}`),
  };
  driver.presets = {
    list: async ({ deviceId }) => {
      await note(`presets ${deviceId}`);
      return views.map((id) => ({ id, name: null }));
    },
    add: async ({ deviceId }) => {
      await note(`preset ${deviceId}`);
      views.push(String(views.length + 1));
      return { id: String(views.length), name: null };
    },
    move: ({ deviceId }, id) => note(`move ${deviceId} ${id}`),
    clear: async ({ deviceId }, id) => {
      await note(`clear ${deviceId} ${id}`);
      views.splice(0, views.length, ...views.filter((view) => view !== id));
    },
  };
  driver.talk = {
    send: async ({ deviceId }, { bytes, fileName }) => {
      await note(`talk ${deviceId} ${fileName}`);
      control.played.push(bytes);
    },
    listPhrases: async (place) => {
      await note(`phrases ${place}`);
      return PHRASES[place];
    },
    playPhrase: ({ deviceId }, { url }) => note(`play ${deviceId} ${url}`),
  };
  driver.switches = {
    mirror: ({ deviceId }, axis) => note(`mirror ${deviceId} ${axis}`),
    readMask: async ({ deviceId }) => {
      await note(`mask? ${deviceId}`);
      return control.masked;
    },
    setMask: async ({ deviceId }, masked) => {
      await note(`mask ${deviceId} ${masked}`);
      control.masked = masked;
    },
    setCamera: ({ deviceId }, on) => note(`camera ${deviceId} ${on}`),
    setRecording: ({ deviceId }, on) => note(`recording ${deviceId} ${on}`),
    setLevel: ({ deviceId }, level) => note(`level ${deviceId} ${level}`),
  };
  driver.snapshots = {
    take: async ({ deviceId }) => {
      await note(`snapshot ${deviceId}`);
      return makePicture({ expiresAt: NOON + 7_200_000 });
    },
  };
  driver.pictures = {
    list: async ({ deviceId }, _, page) => {
      await note(`pictures ${deviceId} ${page}`);
      return { pictures: control.pictures, pages: 1 };
    },
    put: async ({ deviceId }, { name, format, bytes }) => {
      await note(`put ${deviceId} ${format}`);
      if (control.pictures.some((picture) => picture.name === name)) throw new CallError('conflict', 'name exists');
      control.pictures.push(makePicture({ name, bytes: bytes.length }));
    },
    remove: ({ deviceId }, name) => note(`unput ${deviceId} ${name}`),
  };
  return control;
}

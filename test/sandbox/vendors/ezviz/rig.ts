import type { DemoCamera } from '../../../../sandbox/fleet';
import { startEzviz, type CameraState, type EzvizSimulator } from '../../../../sandbox/vendors/ezviz/index';
import {
  at,
  makeCamera,
  makeClock,
  makeOrigins,
  send,
  textAt,
  withTrait,
  type FakeClock,
  type FakeOrigin,
} from '../support';

export const KEYS = { appKey: 'sandbox-ezviz-app-key', appSecret: 'sandbox-ezviz-app-secret' };

/** Turns, mirrors, hides and speaks by halves: a C6. */
export const DOME_C6 = 'K10000001';
export const OFFLINE = 'K10000002';
export const ENCRYPTED = 'K10000003';
export const MASKED = 'K10000004';
/** A Hikvision dome: no voice, no mask. */
export const HIKVISION = 'K10000005';
export const RECORDER = 'K10000006';
/** Fixed, speaks and listens at once, no cloud. */
export const FIXED_C3 = 'K10000012';
/** Tells its motions one by one. */
export const SPLIT_C8 = 'K10000016';

export const CAMERAS: readonly DemoCamera[] = [
  makeCamera('ezviz'),
  withTrait('ezviz', 'offline', OFFLINE),
  withTrait('ezviz', 'encrypted', ENCRYPTED),
  withTrait('ezviz', 'masked', MASKED),
  withTrait('ezviz', 'flaky', HIKVISION),
  makeCamera('ezviz', { serial: RECORDER, name: '大堂', device: 6 }),
  makeCamera('ezviz', { serial: RECORDER, name: '后门', device: 7, channel: '2' }),
  makeCamera('ezviz', { serial: FIXED_C3, name: '前门', device: 12 }),
  makeCamera('ezviz', { serial: SPLIT_C8, name: '仓库', device: 16 }),
];

export type Form = Readonly<Record<string, string>>;

export interface Rig {
  readonly simulator: EzvizSimulator;
  readonly origin: FakeOrigin;
  readonly clock: FakeClock;
  /** The account's own. */
  readonly token: string;
  /** A form as it is, without a token. */
  readonly call: (path: string, form: Form) => Promise<unknown>;
  /** With the account's token, of the C6 unless the form names another. */
  readonly ask: (path: string, form?: Form) => Promise<unknown>;
  readonly codeOf: (path: string, form?: Form) => Promise<unknown>;
  /** A multipart body with the file as `voiceFile`. */
  readonly upload: (path: string, file: Buffer | null, form?: Form) => Promise<unknown>;
  readonly state: (serial?: string, channel?: string) => CameraState;
  close(): Promise<void>;
}

export async function startRig(cameras: readonly DemoCamera[] = CAMERAS): Promise<Rig> {
  const clock = makeClock();
  const { startOrigin, origins } = makeOrigins();
  const simulator = await startEzviz({ cameras, startOrigin, clock });
  const [origin] = origins as [FakeOrigin];
  const post = async (path: string, form: Form): Promise<unknown> => {
    const { status, body } = await send(simulator.baseUrl + path, { form });
    expect(status).toBe(200);
    return body;
  };
  const token = textAt(await post('/api/lapp/token/get', KEYS), 'data', 'accessToken');
  const ask: Rig['ask'] = (path, form = {}) => post(path, { accessToken: token, deviceSerial: DOME_C6, ...form });
  return {
    simulator,
    origin,
    clock,
    token,
    call: post,
    ask,
    codeOf: async (path, form) => at(await ask(path, form), 'code'),
    upload: (path, file, form = {}) =>
      postParts(simulator.baseUrl + path, file, { accessToken: token, deviceSerial: DOME_C6, ...form }),
    state: (serial = DOME_C6, channel = '1') => {
      const state = simulator.inspect(serial, channel);
      if (state === null) throw new Error(`no camera ${serial}/${channel}`);
      return state;
    },
    close: () => simulator.close(),
  };
}

async function postParts(url: string, file: Buffer | null, form: Form): Promise<unknown> {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) body.append(name, value);
  if (file) body.append('voiceFile', new Blob([file]), 'message');
  const response = await fetch(url, { method: 'POST', body });
  expect(response.status).toBe(200);
  return response.json();
}

/** MPEG-2 Layer III, 16 kHz, one channel, 48 kbit/s, as a phone records: frames of 36 ms and 216 bytes. */
export function makeMp3(durationMs: number): Buffer {
  const frame = Buffer.alloc(216);
  frame.set([0xff, 0xf3, 0x68, 0xc0]);
  return Buffer.concat(Array.from({ length: Math.round(durationMs / 36) }, () => frame));
}

/** AAC in ADTS, 16 kHz, one channel: frames of 64 ms and 64 bytes. */
export function makeAac(durationMs: number): Buffer {
  const frame = Buffer.alloc(64);
  frame.set([0xff, 0xf1, 0x60, 0x40, 64 >> 3, ((64 & 7) << 5) | 0x1f, 0xfc]);
  return Buffer.concat(Array.from({ length: Math.round(durationMs / 64) }, () => frame));
}

/** PCM, 8 kHz, one channel, eight bits. */
export function makeWav(durationMs: number): Buffer {
  const samples = durationMs * 8;
  const head = Buffer.alloc(44);
  head.write('RIFF');
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.set([1, 0, 1, 0], 20);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.set([1, 0, 8, 0], 32);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

import { Refusal, type Success } from './codes';
import type { Endpoints } from './endpoint';
import { malformed, type Fields } from './fields';
import type { Files, ServedFile } from './files';
import { pageOf } from './paging';
import { makeTone, readVoiceFile, type VoiceFile } from './voice-file';

interface Voice {
  readonly name: string;
  readonly durationMs: number;
  readonly type: string;
  readonly bytes: () => Buffer;
}

const MOST_BYTES = 5 * 1024 * 1024;
const LONGEST_MS = 60_000;
const SHORTEST_MS = 1_000;
const LONGEST_NAME = 50;
const ADDRESS_LIFE_MS = 86_400_000;
const TYPES = { wav: 'audio/wav', mp3: 'audio/mpeg', aac: 'audio/aac' } as const;

const SYSTEM = 'system/';
const OWN = 'own/';

const SYSTEM_VOICES: readonly Voice[] = [
  ['欢迎光临', 2_000, 660],
  ['请注意,您已进入监控区域', 4_000, 520],
  ['营业时间即将结束', 3_000, 440],
  ['请勿在此停留', 2_500, 390],
  ['请佩戴好工牌', 2_200, 590],
  ['祝您购物愉快', 2_400, 700],
].map(([name, durationMs, hertz]) => {
  const length = Number(durationMs);
  return { name: String(name), durationMs: length, type: TYPES.wav, bytes: () => makeTone(length, Number(hertz)) };
});

/** The messages one can choose from: the vendor's and the account's own. */
export class VoiceLibrary {
  private readonly own = new Map<string, Voice>();

  list(isSystem: boolean): readonly Voice[] {
    return isSystem ? SYSTEM_VOICES : [...this.own.values()];
  }

  /** False when the name is taken and `force` does not say to replace. */
  add(voice: Voice, force: boolean): boolean {
    if (this.own.has(voice.name) && !force) return false;
    this.own.set(voice.name, voice);
    return true;
  }

  delete(name: string): boolean {
    return this.own.delete(name);
  }

  find(key: string): Voice | undefined {
    if (!key.startsWith(SYSTEM)) return this.own.get(key.slice(OWN.length));
    return SYSTEM_VOICES.find(({ name }) => name === key.slice(SYSTEM.length));
  }

  open(key: string): ServedFile | null {
    const voice = this.find(key);
    return voice ? { type: voice.type, body: voice.bytes() } : null;
  }
}

/** Listing, keeping and deleting messages. */
export function createVoices(library: VoiceLibrary, files: () => Files): Endpoints {
  const addressOf = (key: string): string => files().addressOf('voices', key, ADDRESS_LIFE_MS);

  const query = (fields: Fields): Success => {
    const isSystem = readFlag(fields, 'default', true);
    return pageOf(library.list(isSystem), fields, ({ name, durationMs }) => ({
      voiceName: name,
      fileUrl: addressOf((isSystem ? SYSTEM : OWN) + name),
      duration: Math.ceil(durationMs / 1000),
    }));
  };

  const upload = (fields: Fields): Success => {
    const name = fields.text('voiceName');
    if (name.length > LONGEST_NAME) malformed('voiceName');
    const bytes = fields.file('voiceFile');
    const { format, durationMs } = readMessage(bytes) ?? malformed('voiceFile');
    const voice = { name, durationMs, type: TYPES[format], bytes: () => bytes };
    if (!library.add(voice, readFlag(fields, 'force', false))) malformed('voiceName');
    return { data: { name, url: addressOf(OWN + name) } };
  };

  const remove = (fields: Fields): Success => {
    const name = fields.text('voiceName');
    return library.delete(name) ? {} : malformed('voiceName');
  };

  return {
    '/api/lapp/voice/query': { access: 'GET', run: query },
    '/api/lapp/voice/upload': { shape: 'multipart', access: 'owner', run: upload },
    '/api/lapp/voice/delete': { access: 'owner', run: remove },
  };
}

const readFlag = (fields: Fields, name: string, fallback: boolean): boolean =>
  fields.optional(name) === null ? fallback : fields.oneOf(name, ['true', 'false']) === 'true';

/** Null when the format is none of the guide's; 111001 when it is too short, 10001 when too long or too large. */
export function readMessage(bytes: Buffer): VoiceFile | null {
  if (bytes.length > MOST_BYTES) malformed('voiceFile');
  const message = readVoiceFile(bytes);
  if (message === null) return null;
  if (message.durationMs < SHORTEST_MS) throw new Refusal('111001');
  if (message.durationMs > LONGEST_MS) malformed('voiceFile');
  return message;
}

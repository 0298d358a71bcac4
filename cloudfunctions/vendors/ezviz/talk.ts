import * as v from 'valibot';
import type { Phrase, Talk, VoiceMessage } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import { allOf, pagesOf } from '../../core/pages';
import type { EzvizClient } from './client';
import { channelFields } from './wire';

/** One page of the guide allows 20 MB, another 5 MB: what both take. */
const MOST_BYTES = 5 * 1024 * 1024;
const AUDIO_TYPES = new Map([
  ['mp3', 'audio/mpeg'],
  ['wav', 'audio/wav'],
  ['aac', 'audio/aac'],
]);
/** The vendor passes the message on to the device before it answers. */
const TIMEOUT_MS = 10_000;
const PAGE_SIZE = 50;
const PHRASE_LIST = { vendor: 'ezviz', label: 'ezviz voice/query', mostPages: 20 };
const LONGEST_SECONDS = 60;

const phraseRow = v.looseObject({
  voiceName: v.string(),
  fileUrl: v.pipe(v.string(), v.nonEmpty()),
  duration: v.nullish(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number))])),
});
const phraseRows = v.nullable(v.array(phraseRow), []);

/** Speaking through a camera: a recorded message once, or a phrase that lies ready at the vendor. */
export function createTalk({ read, command }: EzvizClient): Talk {
  const phrases = (isVendors: boolean) =>
    pagesOf(PHRASE_LIST, async (page, seen) => {
      const params = { default: String(isVendors), pageStart: page, pageSize: PAGE_SIZE };
      const { data, total } = await read('voice/query', params, phraseRows);
      const last = data.length === 0 || (total === null ? data.length < PAGE_SIZE : seen + data.length >= total);
      return { rows: data.map(toPhrase), last };
    });

  return {
    async send(address, message) {
      const file = { field: 'voiceFile', fileName: message.fileName, type: typeOf(message), bytes: message.bytes };
      await command('voice/sendonce', channelFields(address), { file, timeoutMs: TIMEOUT_MS });
    },
    listPhrases: (place) => allOf(phrases(place === 'vendor')),
    async playPhrase(address, { url }) {
      await command('voice/send', { ...channelFields(address), fileUrl: url }, { timeoutMs: TIMEOUT_MS });
    },
  };
}

function typeOf({ bytes, fileName }: VoiceMessage): string {
  const type = AUDIO_TYPES.get(/\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '');
  if (type === undefined) throw new CallError('invalid-argument', 'a voice message is an mp3, wav or aac file');
  if (bytes.length === 0 || bytes.length > MOST_BYTES) {
    throw new CallError('invalid-argument', `a voice message has 1 to ${MOST_BYTES} bytes`);
  }
  return type;
}

function toPhrase({ voiceName, fileUrl, duration }: v.InferOutput<typeof phraseRow>): Phrase {
  return { name: voiceName, url: fileUrl, durationMs: toDuration(duration ?? null) };
}

/** No page names the unit; as no voice is longer than a minute, a larger number must be ms. */
function toDuration(duration: number | null): number | null {
  if (duration === null) return null;
  return Math.round(duration <= LONGEST_SECONDS ? duration * 1000 : duration);
}

import type { AskedOf } from '../../../support/driver-deps';
import { ADDRESS, makeApi, success } from './rig';

const VOICE = Buffer.from('ID3 sixty seconds of speech');

/** The parts of a multipart form, byte for byte as they are sent. */
function partsOf({ request }: AskedOf): readonly { readonly head: string; readonly text: string }[] {
  const { body, headers } = request;
  if (!(body instanceof Uint8Array)) throw new Error('no multipart body');
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(headers?.['content-type'] ?? '')?.[1] ?? '';
  const [opening, ...parts] = Buffer.from(body).toString('latin1').split(`--${boundary}`);
  expect([opening, parts.pop()]).toEqual(['', expect.stringMatching(/^--(\r\n)?$/)]);
  return parts.map((part) => {
    const [head = '', text = ''] = part.split('\r\n\r\n');
    return { head: head.trim(), text: text.replace(/\r\n$/, '') };
  });
}

const field = (name: string, text: string) => ({ head: `Content-Disposition: form-data; name="${name}"`, text });
const fieldsWith = (token: string) => [
  field('accessToken', token),
  field('deviceSerial', '203751922'),
  field('channelNo', '1'),
];
const file = (fileName: string, type: string) => ({
  head: `Content-Disposition: form-data; name="voiceFile"; filename="${fileName}"\r\nContent-Type: ${type}`,
  text: VOICE.toString(),
});

describe('voice/sendonce', () => {
  test.each([
    ['talk.mp3', 'audio/mpeg'],
    ['talk.WAV', 'audio/wav'],
    ['talk.aac', 'audio/aac'],
  ])('%s goes out as a file among the fields, in one multipart form', async (fileName, type) => {
    const { api, calls } = makeApi(() => success());
    await api.talk.send(ADDRESS, { bytes: VOICE, fileName });
    expect(calls().map(partsOf)).toEqual([[...fieldsWith('t1'), file(fileName, type)]]);
    expect(calls()[0]?.request).toMatchObject({ method: 'POST', kind: 'command' });
  });

  test('an expired token is put right with the file intact', async () => {
    const { api, calls } = makeApi(() => (calls().length === 1 ? { code: '10002' } : success()));
    await api.talk.send(ADDRESS, { bytes: VOICE, fileName: 'a.mp3' });
    expect(calls().map(partsOf)).toEqual([
      [...fieldsWith('t1'), file('a.mp3', 'audio/mpeg')],
      [...fieldsWith('t2'), file('a.mp3', 'audio/mpeg')],
    ]);
  });

  test.each([
    ['nothing at all', new Uint8Array(0), 'a.mp3'],
    ['more than 5 MB', new Uint8Array(5 * 1024 * 1024 + 1), 'a.mp3'],
    ['another kind of file', VOICE, 'a.ogg'],
    ['a file without a kind', VOICE, 'mp3'],
  ])('%s is refused without a call', async (_, bytes, fileName) => {
    const { api, calls } = makeApi(() => success());
    await expect(api.talk.send(ADDRESS, { bytes, fileName })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(calls()).toHaveLength(0);
  });
});

describe('voice/query', () => {
  const row = (n: number, duration: unknown = 2) => ({
    voiceName: `语音 ${n}`,
    fileUrl: `http://v/${n}.mp3`,
    duration,
  });
  const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index));

  test.each([
    ['vendor', 'true'],
    ['own', 'false'],
  ] as const)('the phrases of place %s are asked for as default %s', async (place, value) => {
    const { api, calls } = makeApi(() => success([row(1)], 1));
    expect(await api.talk.listPhrases(place)).toEqual([{ name: '语音 1', url: 'http://v/1.mp3', durationMs: 2000 }]);
    expect(calls().map(({ fields }) => fields.default)).toEqual([value]);
  });

  test('all pages are read, by their total where it is told', async () => {
    const page = ({ fields }: AskedOf) => (fields.pageStart === '0' ? rows(0, 50) : rows(50, 10));
    const { api, calls } = makeApi((asked) => success(page(asked), 60));
    expect(await api.talk.listPhrases('own')).toHaveLength(60);
    expect(calls().map(({ fields }) => fields.pageStart)).toEqual(['0', '1']);
  });

  test('and by a page that is not full where it is not', async () => {
    const { api, calls } = makeApi(({ fields }) => success(rows(0, fields.pageStart === '0' ? 50 : 49)));
    expect(await api.talk.listPhrases('own')).toHaveLength(99);
    expect(calls()).toHaveLength(2);
  });

  test('an empty page ends the list, whatever the total says', async () => {
    const { api, calls } = makeApi(() => success(null, 60));
    expect(await api.talk.listPhrases('own')).toEqual([]);
    expect(calls()).toHaveLength(1);
  });

  test.each([
    [2, 2000],
    ['3.5', 3500],
    [60, 60_000],
    [4200, 4200],
    [null, null],
    [undefined, null],
  ])('a duration of %j is %j ms', async (duration, durationMs) => {
    const { api } = makeApi(() => success([{ ...row(1), duration }], 1));
    expect(await api.talk.listPhrases('own')).toMatchObject([{ durationMs }]);
  });
});

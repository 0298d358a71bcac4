import { at, textAt } from '../support';
import { readVoiceFile } from '../../../../sandbox/vendors/ezviz/voice-file';
import {
  DOME_C6,
  FIXED_C3,
  HIKVISION,
  makeAac,
  makeMp3,
  makeWav,
  MASKED,
  OFFLINE,
  startRig,
  type Form,
  type Rig,
} from './rig';

const QUERY = '/api/lapp/voice/query';
const UPLOAD = '/api/lapp/voice/upload';
const DELETE = '/api/lapp/voice/delete';
const SEND = '/api/lapp/voice/send';
const SEND_ONCE = '/api/lapp/voice/sendonce';
const DAY = 86_400_000;

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const codeOfUpload = async (path: string, file: Buffer | null, form: Form = {}): Promise<unknown> =>
  at(await rig.upload(path, file, form), 'code');
const say = (durationMs: number, form: Form = {}): Promise<unknown> =>
  codeOfUpload(SEND_ONCE, makeMp3(durationMs), { channelNo: '1', ...form });
const phraseUrl = async (): Promise<string> => textAt(await rig.ask(QUERY), 'data', 0, 'fileUrl');
const undelivered = (inner: string) => ({
  code: '111012',
  msg: expect.stringMatching(new RegExp(`:${inner}$`)) as string,
});

describe('voice files', () => {
  test.each([
    ['mp3', makeMp3(3_600)],
    ['aac', makeAac(3_200)],
    ['wav', makeWav(3_000)],
  ])('a %s file tells its length by its own bytes', (format, bytes) => {
    const lengths: Record<string, number> = { mp3: 3_600, aac: 3_200, wav: 3_000 };
    expect(readVoiceFile(bytes)).toEqual({ format, durationMs: lengths[format] });
  });

  test('tags around an mp3 are passed over', () => {
    const before = Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x01\x00', 'latin1'), Buffer.alloc(128)]);
    const after = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
    expect(readVoiceFile(Buffer.concat([before, makeMp3(1_800), after]))).toEqual({ format: 'mp3', durationMs: 1_800 });
  });

  test('a last frame that is cut short does not count', () => {
    const bytes = makeMp3(1_800);
    expect(readVoiceFile(bytes.subarray(0, bytes.length - 10))).toEqual({ format: 'mp3', durationMs: 1_764 });
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['silence', Buffer.alloc(4_096)],
    ['text', Buffer.from('<html>not a sound</html>')],
    ['one frame and junk', Buffer.concat([makeMp3(36), Buffer.alloc(500, 7)])],
    ['a RIFF that is no WAVE', Buffer.from('RIFF\0\0\0\0AVI LIST')],
    ['a WAVE without sound', makeWav(1_000).subarray(0, 36)],
  ])('%s is no voice', (_, bytes) => {
    expect(readVoiceFile(bytes)).toBeNull();
  });
});

describe('voice/query', () => {
  test("the vendor's phrases come by default, in pages from 0", async () => {
    const first = await rig.ask(QUERY, { pageSize: '4' });
    expect(first).toMatchObject({ code: '200', page: { total: 6, page: 0, size: 4 } });
    expect(at(first, 'data', 0)).toMatchObject({ voiceName: '欢迎光临', duration: 2 });
    const second = at(await rig.ask(QUERY, { default: 'true', pageStart: '1', pageSize: '4' }), 'data');
    expect(second).toHaveLength(2);
  });

  test('their addresses hold the sound itself for a day', async () => {
    const url = await phraseUrl();
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('audio/wav');
    expect(readVoiceFile(Buffer.from(await response.arrayBuffer()))).toEqual({ format: 'wav', durationMs: 2_000 });
    rig.clock.advance(DAY);
    expect((await fetch(url)).status).toBe(403);
  });

  test.each([
    [{ default: 'yes' }, '10001'],
    [{ pageSize: '51' }, '10001'],
    [{ pageStart: '-1' }, '10001'],
    [{ default: 'false' }, '200'],
  ])('with %j it is %s', async (form: Form, code) => {
    expect(await rig.codeOf(QUERY, form)).toBe(code);
  });
});

describe('voice/upload and voice/delete', () => {
  const keep = (voiceName: string, form: Form = {}, bytes = makeAac(3_200)): Promise<unknown> =>
    rig.upload(UPLOAD, bytes, { voiceName, ...form });

  test('a message is kept, listed, fetched and deleted', async () => {
    const reply = await keep('打烊');
    expect(reply).toMatchObject({ code: '200', data: { name: '打烊' } });
    expect(await rig.ask(QUERY, { default: 'false' })).toMatchObject({ data: [{ voiceName: '打烊', duration: 4 }] });
    const response = await fetch(textAt(reply, 'data', 'url'));
    expect(response.headers.get('content-type')).toBe('audio/aac');
    expect(Buffer.from(await response.arrayBuffer()).equals(makeAac(3_200))).toBe(true);
    expect(await rig.codeOf(DELETE, { voiceName: '打烊' })).toBe('200');
    expect(at(await rig.ask(QUERY, { default: 'false' }), 'data')).toEqual([]);
    expect((await fetch(textAt(reply, 'data', 'url'))).status).toBe(404);
    expect(await rig.codeOf(DELETE, { voiceName: '打烊' })).toBe('10001');
  });

  test('a name that is taken is given away only by force', async () => {
    await keep('打烊');
    expect(at(await keep('打烊'), 'code')).toBe('10001');
    expect(at(await keep('打烊', { force: 'true' }, makeMp3(5_004)), 'code')).toBe('200');
    expect(await rig.ask(QUERY, { default: 'false' })).toMatchObject({ data: [{ duration: 6 }] });
  });

  test.each([
    ['a name of 50 characters', { voiceName: '店'.repeat(50) }, makeMp3(3_600), '200'],
    ['a name of 51 characters', { voiceName: '店'.repeat(51) }, makeMp3(3_600), '10001'],
    ['no name', {}, makeMp3(3_600), '10001'],
    ['no file', { voiceName: 'a' }, null, '10001'],
    ['junk', { voiceName: 'a' }, Buffer.from('junk'), '10001'],
    ['61 seconds', { voiceName: 'a' }, makeMp3(61_000), '10001'],
    ['half a second', { voiceName: 'a' }, makeMp3(500), '111001'],
  ])('%s', async (_, form: Form, file, code) => {
    expect(await codeOfUpload(UPLOAD, file, form)).toBe(code);
  });
});

describe('voice/send', () => {
  test.each([DOME_C6, FIXED_C3])('%s plays a phrase to its end', async (deviceSerial) => {
    const fileUrl = await phraseUrl();
    const from = rig.clock.now();
    expect(await rig.codeOf(SEND, { deviceSerial, fileUrl })).toBe('200');
    expect(rig.state(deviceSerial).spoken).toEqual({ name: '欢迎光临', from, to: from + 2_000 });
  });

  test('a camera plays one message at a time', async () => {
    const fileUrl = await phraseUrl();
    await rig.codeOf(SEND, { fileUrl });
    rig.clock.advance(1_999);
    expect(await rig.ask(SEND, { fileUrl })).toMatchObject(undelivered('10'));
    rig.clock.advance(1);
    expect(await rig.codeOf(SEND, { fileUrl })).toBe('200');
  });

  test('an address that has expired cannot be fetched, one that is none is malformed, one of nothing is 10001', async () => {
    const fileUrl = await phraseUrl();
    rig.clock.advance(DAY);
    expect(await rig.ask(SEND, { fileUrl })).toMatchObject(undelivered('10003'));
    expect(await rig.ask(SEND, { fileUrl: 'welcome.mp3' })).toMatchObject(undelivered('7'));
    expect(await rig.codeOf(SEND, { fileUrl: 'https://example.com/welcome.mp3' })).toBe('10001');
    expect(await rig.codeOf(SEND, { fileUrl: fileUrl.replace('system', 'own') })).toBe('10001');
    expect(await rig.codeOf(SEND, { fileUrl: `${rig.simulator.baseUrl}/files/voices/%E0%A4%A` })).toBe('10001');
  });

  test.each([
    [{ deviceSerial: HIKVISION }, '20015'],
    [{ deviceSerial: OFFLINE }, '20007'],
    [{ channelNo: '2' }, '20001'],
    [{ deviceSerial: 'K10000099' }, '20002'],
    [{ deviceSerial: 'K99999999' }, '20018'],
    [{ fileUrl: '' }, '10001'],
  ])('with %j it is %s', async (form: Form, code) => {
    expect(await rig.codeOf(SEND, { fileUrl: await phraseUrl(), ...form })).toBe(code);
  });
});

describe('voice/sendonce', () => {
  test.each([
    ['mp3', makeMp3(3_600), 3_600],
    ['aac', makeAac(3_200), 3_200],
    ['wav', makeWav(3_000), 3_000],
  ])('a recorded %s is played and not kept', async (_, file, durationMs) => {
    const from = rig.clock.now();
    expect(await codeOfUpload(SEND_ONCE, file, { channelNo: '1' })).toBe('200');
    expect(rig.state().spoken).toEqual({ name: '', from, to: from + durationMs });
    expect(at(await rig.ask(QUERY, { default: 'false' }), 'data')).toEqual([]);
  });

  test.each([
    [972, '111001'],
    [1_008, '200'],
    [59_976, '200'],
    [60_012, '10001'],
  ])('a message of %d ms is %s', async (durationMs, code) => {
    expect(await say(durationMs)).toBe(code);
  });

  test('a message has 5 MB at most', async () => {
    expect(await codeOfUpload(SEND_ONCE, Buffer.alloc(5 * 1024 * 1024 + 1))).toBe('10001');
  });

  test('a format that is none of the three is not delivered', async () => {
    expect(await rig.upload(SEND_ONCE, Buffer.from('OggS and so on'))).toMatchObject(undelivered('10010'));
  });

  test('a masked camera does not speak', async () => {
    expect(await rig.upload(SEND_ONCE, makeMp3(3_600), { deviceSerial: MASKED })).toMatchObject(undelivered('13'));
  });

  test.each([
    [{ deviceSerial: HIKVISION }, '20015'],
    [{ deviceSerial: OFFLINE }, '20007'],
    [{ channelNo: '2' }, '20001'],
    [{ deviceSerial: 'K10000099' }, '20002'],
    [{ accessToken: 'at.wrong' }, '10002'],
  ])('with %j it is %s', async (form: Form, code) => {
    expect(await say(3_600, form)).toBe(code);
  });

  test('without a file it is 10001', async () => {
    expect(await codeOfUpload(SEND_ONCE, null)).toBe('10001');
  });

  test("a form body does not do, nor the guide's misspelt multipart type, nor a body cut off", async () => {
    expect(await rig.codeOf(SEND_ONCE, { voiceFile: 'x' })).toBe('10001');
    const request = new Request('http://x', { method: 'POST', body: new FormData() });
    const type = request.headers.get('content-type') ?? '';
    for (const contentType of ['amultipart/form-data', 'multipart/form-data', type]) {
      const response = await fetch(rig.simulator.baseUrl + SEND_ONCE, {
        method: 'POST',
        headers: { 'content-type': contentType },
        body: '--broken\r\nContent-Disposition: form-data; name="accessToken"\r\n\r\nat',
      });
      expect(at(await response.json(), 'code')).toBe('10001');
    }
  });

  test.each(['1', '3', '9', '10', '12', '13', '14', '19', '10007', '10008'])(
    'the inner code %s comes on request',
    async (inner) => {
      rig.simulator.setFaults({ answer: { endpoint: SEND_ONCE, code: `111012:${inner}` } });
      expect(await rig.upload(SEND_ONCE, makeMp3(3_600))).toMatchObject(undelivered(inner));
      expect(rig.state().spoken).toBeNull();
    },
  );

  test.each(['111000', '111001', '20008', '20035', '10031', '49999'])('%s comes on request', async (code) => {
    rig.simulator.setFaults({ answer: { endpoint: SEND_ONCE, code, times: 1 } });
    expect(await say(3_600)).toBe(code);
    expect(await say(3_600)).toBe('200');
  });
});

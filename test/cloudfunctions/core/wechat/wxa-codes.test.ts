import { Writer } from 'protobufjs/minimal';
import { createWxaCodes } from '../../../../cloudfunctions/core/wechat/wxa-codes';
import { readRequest, writeAnswer } from '../../../../sandbox/cloud/open-api/wire';
import { createWxacode } from '../../../../sandbox/cloud/open-api/wxacode';
import { pathOfCode } from '../../../../sandbox/mini-program-code';
import { NOON } from '../../../support/cloud-rig';
import { readCode } from '../../../support/read-code';
import { answered, forbidden, scriptWechat, told } from '../../../support/scripted-wechat';

const code = { page: 'pages/entry/entry', scene: 'i0123456789abcdefABCDEF01', version: 'release', width: 430 } as const;
const image = Buffer.from('not looked into');

function start(answer: (request: Uint8Array) => unknown) {
  const { wechat, ...seen } = scriptWechat(answer);
  const draw = createWxaCodes(wechat, () => NOON);
  return { ...seen, draw: async () => draw(code) };
}

test('a code is asked for in the form of WeChat’s own SDK, and comes as a picture that leads there', async () => {
  const api = createWxacode({ pages: () => [], now: () => NOON });
  const { asked, draw } = start((request) => {
    const read = readRequest(request);
    if (!read) throw new Error('not in the form of the SDK');
    expect(Object.fromEntries(read.arguments)).toEqual({
      ...{ scene: `"${code.scene}"`, page: '"pages/entry/entry"', check_path: 'false' },
      ...{ env_version: '"release"', width: '430', is_hyaline: 'true' },
    });
    return writeAnswer(api(read));
  });
  const text = readCode(Buffer.from(await draw()));
  expect(pathOfCode(text ?? '')).toBe(`pages/entry/entry?scene=${code.scene}`);
  expect(asked).toEqual(['wxacode.getUnlimited']);
});

test.each<[string, () => unknown, string, string]>([
  ['a bad scene', told({ errcode: 40129, errmsg: 'invalid scene' }), 'vendor-unavailable', '40129'],
  ['too many in a minute', told({ errcode: 45009, errmsg: 'reach limit' }), 'rate-limited', '45009'],
  ['words that are no JSON', answered(Buffer.from('<html>'), 'text/plain'), 'vendor-unavailable', 'NO_JSON'],
  ['JSON without a code', told({}), 'vendor-unavailable', 'NO_CODE'],
  ['no permission', forbidden, 'vendor-unavailable', '-604101'],
  ['an object of the platform’s', () => ({ code: 'SYS_ERR', message: 'x' }), 'vendor-unavailable', 'SYS_ERR'],
  ['nothing', () => undefined, 'vendor-unavailable', 'NO_BYTES'],
])('WeChat’s answer of %s is told by its code', async (_, answer, expected, vendorCode) => {
  const { draw } = start(answer);
  await expect(draw()).rejects.toMatchObject({ code: expected, vendor: 'wechat', vendorCode });
});

test('after too many, a minute passes', async () => {
  const { draw } = start(told({ errcode: 45009 }));
  await expect(draw()).rejects.toMatchObject({ retryAt: NOON + 60_000 });
});

test('bytes that are no answer are a protocol’s fault', async () => {
  const { draw } = start(() => Uint8Array.of(0x0a, 0xff));
  await expect(draw()).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('fields that are not known are passed over', async () => {
  const answer = Writer.create().uint32(10).bytes(image).uint32(18).string('image/png').uint32(42).string('new');
  const { draw } = start(() => Buffer.from(answer.finish()));
  expect(Buffer.from(await draw())).toEqual(image);
});

test('that WeChat cannot be reached is told without its words', async () => {
  const { draw, log } = start(() => {
    throw new Error('connect ECONNREFUSED, token=secret');
  });
  await expect(draw()).rejects.toMatchObject({ code: 'vendor-unavailable', message: 'WeChat did not answer' });
  expect(log).toMatchObject([{ event: 'fault', action: 'code.image', fault: 'Error' }]);
  expect(JSON.stringify(log)).not.toContain('secret');
});

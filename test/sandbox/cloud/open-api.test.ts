import { join } from 'node:path';
import { PNG } from 'pngjs';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Cloud } from '../../../sandbox/cloud/index';
import { createWxacode } from '../../../sandbox/cloud/open-api/wxacode';
import { pathOfCode } from '../../../sandbox/mini-program-code';
import { decodeReply, encodeRequest, type OpenApiReply } from '../../support/open-api-wire';
import { readCode } from '../../support/read-code';
import { expectRefusal, makeCloud, makeFolder, openSdk } from '../../support/sandbox-cloud';

jest.setTimeout(30_000);

const functionsDir = join(makeFolder(), 'functions');
let cloud: Cloud;

beforeAll(async () => {
  await buildFunctions({ outDir: functionsDir, sourceDir: join(__dirname, '../../support/functions') });
  cloud = await makeCloud({ functionsDir, pages: () => ['pages/home/home', 'extra/pages/detail/detail'] });
});

const person = { openid: 'sandbox-owner' };
interface Asked {
  readonly fn?: string;
  readonly apiName?: string;
  readonly caller?: { openid?: string };
}
async function ask(values: object, { fn = 'codes', caller = person, ...asked }: Asked = {}): Promise<OpenApiReply> {
  const request = encodeRequest(values).toString('base64');
  const answer = await cloud.invoke(fn, { apiName: 'wxacode.getUnlimited', ...asked, request }, caller);
  return decodeReply(Buffer.from(String(answer), 'base64'));
}
const good = { scene: 'i0123456789abcdefABCDEF01', page: 'pages/home/home' };
const errcodeOf = ({ body }: OpenApiReply): unknown => (JSON.parse(body.toString()) as { errcode: number }).errcode;

test.each([280, 430, 1280])('a code of %d pixels says page and scene to whoever scans it', async (width) => {
  const { contentType, body } = await ask({ ...good, width });
  expect(contentType).toBe('image/png');
  expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([width, width]);
  expect(pathOfCode(readCode(body) ?? '')).toBe(`pages/home/home?scene=${good.scene}`);
});

test('a scene of the longest, with every kind of character, comes back percent-encoded once', async () => {
  const scene = `a=1&b=!#$'()*+,/:;=?@-._~xyzXYZ0`;
  expect(scene).toHaveLength(32);
  const { body } = await ask({ scene, page: 'extra/pages/detail/detail' });
  const path = `extra/pages/detail/detail?scene=${encodeURIComponent(scene)}`;
  expect(pathOfCode(readCode(body) ?? '')).toBe(path);
});

test('without a page a code leads to the first one', async () => {
  const { body } = await ask({ scene: 'x' });
  expect(pathOfCode(readCode(body) ?? '')).toBe('pages/home/home?scene=x');
});

test('a code may lie on nothing, where it is to lie on a label', async () => {
  const opacity = async (values: object) => PNG.sync.read((await ask({ ...good, ...values })).body).data[3];
  expect(await opacity({})).toBe(255);
  expect(await opacity({ is_hyaline: true })).toBe(0);
});

test.each([
  ['no scene at all', { page: 'pages/home/home' }, 40097],
  ['an empty scene', { ...good, scene: '' }, 40169],
  ['a scene of 33', { ...good, scene: 'x'.repeat(33) }, 40169],
  ['a scene with a percent sign', { ...good, scene: 'a%20b' }, 40129],
  ['a scene in Chinese', { ...good, scene: '看店' }, 40129],
  ['a page with a leading slash', { ...good, page: '/pages/home/home' }, 41030],
  ['a page with parameters', { ...good, page: 'pages/home/home?x=1' }, 41030],
  ['a page that app.json does not list', { ...good, page: 'pages/later/later' }, 41030],
  ['too few pixels', { ...good, width: 279 }, 40097],
  ['too many pixels', { ...good, width: 1281 }, 40097],
  ['a version that there is none of', { ...good, env_version: 'beta' }, 40097],
])('%s is refused with WeChat’s errcode', async (_, values, errcode) => {
  const reply = await ask(values);
  expect(reply.contentType).toContain('application/json');
  expect(errcodeOf(reply)).toBe(errcode);
});

test('a page that is yet to come is taken where it is not to be checked', async () => {
  const { body } = await ask({ ...good, page: 'pages/later/later', check_path: false, env_version: 'trial' });
  expect(readCode(body)).toContain('pages/later/later?');
});

test('a function whose config.json does not ask for it may not', async () => {
  expect(await ask(good, { fn: 'codeless' })).toMatchObject({ errorCode: -604101 });
});

test('without anybody behind the call WeChat does not know the function', async () => {
  expect(await ask(good, { caller: {} })).toMatchObject({ errorCode: -604104 });
});

test.each(['/wxacode.getUnlimited', 'wxacode.get'])(
  'an interface that is not there is refused: %s',
  async (apiName) => {
    expect(await ask(good, { apiName })).toMatchObject({ errorCode: -604100 });
  },
);

test('what is not in the form of WeChat’s own SDK is refused', async () => {
  const sdk = openSdk(cloud);
  const requestData = Buffer.from(JSON.stringify(good));
  const asked = sdk.callCompatibleWxOpenApi({ apiName: 'wxacode.getUnlimited', requestData });
  await expectRefusal(asked, 'INVALID_PARAM', /CommApiData/);
});

test('after 5000 codes in a minute there is none until the next', () => {
  let now = 0;
  const draw = createWxacode({ pages: () => [], now: () => now });
  const request = { arguments: new Map([['scene', '"%"']]) };
  const errcode = () => {
    const answer = draw(request);
    return answer.kind === 'answer' ? errcodeOf({ ...answer, errorCode: 0 }) : null;
  };
  now = 60_000;
  for (let i = 0; i < 5000; i++) expect(errcode()).toBe(40129);
  expect(errcode()).toBe(45009);
  now += 60_000;
  expect(errcode()).toBe(40129);
});

import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'jpeg-js';
import { PNG } from 'pngjs';
import { toBuffer } from 'qrcode';
import { type Ci, type Destination, ship } from '../../scripts/wechat/ci';
import { readPicture } from '../../scripts/wechat/ci-picture';
import { readCode } from '../support/read-code';
import { makeFolder } from '../support/sandbox-cloud';

const APP_ID = 'wx0123456789abcdef';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const KEY = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim();
const CODE = 'https://servicewechat.com/preview/123';
/** As WeChat answers a preview. */
let qr: Buffer;

type ProjectOptions = ConstructorParameters<Ci['Project']>[0];
interface Sent {
  readonly project: ProjectOptions;
  readonly options: object;
}

/** miniprogram-ci without WeChat behind it: keeps what it is told, and answers as WeChat does or throws `failure`. */
function makeCi(picture: Buffer, failure?: Error) {
  const sent: Sent[] = [];
  const projects = new Map<object, ProjectOptions>();
  class Project {
    readonly appid: string;
    constructor(options: ProjectOptions) {
      this.appid = options.appid;
      projects.set(this, options);
    }
  }
  const subPackageInfo = [
    { name: '__FULL__', size: 614_400 },
    { name: '__APP__', size: 307_200 },
    { name: '/live/', size: 204_800 },
  ];
  const take = ({ project, ...options }: Parameters<Ci['upload']>[0]) => {
    sent.push({ project: projects.get(project)!, options });
    const { log } = console;
    log('[error] 20003 what the tool prints by itself');
    if (failure) throw failure;
  };
  const fake: Ci = {
    // The real one has private parts, and reads the whole folder when it is made.
    Project: Project as unknown as Ci['Project'],
    preview: async (options) => {
      take(options);
      writeFileSync(options.qrcodeOutputDest ?? '', picture);
      return { subPackageInfo };
    },
    upload: async (options) => {
      take(options);
      return { subPackageInfo };
    },
  };
  return { fake, sent };
}

function makeRig({ failure, picture }: { failure?: Error; picture?: Buffer } = {}) {
  const [root, outDir] = [makeFolder(), makeFolder()];
  writeFileSync(join(root, 'package.json'), '{ "version": "0.3.0" }');
  writeFileSync(join(root, 'project.config.json'), '{ "appid": "touristappid", "miniprogramRoot": "miniprogram/" }');
  const { fake, sent } = makeCi(picture ?? qr, failure);
  const packed: number[] = [];
  const run = async (
    destination: Destination,
    change: Record<string, string | undefined> = {},
    args: string[] = [],
  ) => {
    const lines: string[] = [];
    const code = await ship({
      destination,
      args,
      environment: { KANDIAN_APPID: APP_ID, KANDIAN_UPLOAD_KEY: KEY, ...change },
      root,
      outDir,
      loadTools: async () => ({
        ci: fake,
        packNpm: async () => {
          packed.push(sent.length);
          return [];
        },
      }),
      print: (line) => lines.push(line),
    });
    return { code, lines };
  };
  return { run, sent, packed, root, outDir };
}

beforeAll(async () => {
  qr = await toBuffer(CODE);
});

const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
beforeEach(() => printed.mockClear());
afterAll(() => printed.mockRestore());

test('an upload goes out with key, app id, robot, version and words, after npm is packed', async () => {
  const { run, sent, packed, root } = makeRig();
  const change = { KANDIAN_ROBOT: '7', KANDIAN_VERSION: '1.2.3', KANDIAN_DESCRIPTION: 'new timeline' };
  const { code, lines } = await run('upload', change);
  expect(code).toBe(0);
  expect(packed).toEqual([0]);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    project: { appid: APP_ID, privateKey: KEY, projectPath: root, type: 'miniProgram' },
    options: { version: '1.2.3', robot: 7, desc: 'new timeline', setting: { useProjectConfig: true } },
  });
  expect(lines).toEqual([
    `upload 1.2.3 of ${APP_ID} as robot 7: new timeline`,
    'all: 600 KB',
    'main: 300 KB',
    'live: 200 KB',
  ]);
});

test('robot and version have defaults: the first, and the project’s', async () => {
  const { run, sent } = makeRig();
  await run('upload');
  expect(sent[0]?.options).toMatchObject({ robot: 1, version: '0.3.0', desc: '' });
});

test('a preview leaves its QR code in a file and draws it', async () => {
  const { run, sent, outDir } = makeRig();
  const { code, lines } = await run('preview');
  expect(code).toBe(0);
  expect(sent[0]?.options).toMatchObject({ qrcodeFormat: 'image', robot: 1 });
  expect(readCode(readFileSync(join(outDir, 'preview.png')))).toBe(CODE);
  expect(lines.slice(0, 4)).toEqual([`preview of ${APP_ID} as robot 1`, 'all: 600 KB', 'main: 300 KB', 'live: 200 KB']);
  expect(lines.at(-2)).toContain('▄');
  expect(lines.at(-1)).toBe(`scan ${join(outDir, 'preview.png')} with WeChat`);
});

test('a QR code that comes as JPEG is read, drawn and named as one', async () => {
  const { data, width, height } = PNG.sync.read(qr);
  const picture = encode({ data, width, height }, 90).data;
  const { run, outDir } = makeRig({ picture });
  const { lines } = await run('preview');
  expect(lines.at(-1)).toBe(`scan ${join(outDir, 'preview.jpg')} with WeChat`);
  expect(existsSync(join(outDir, 'preview.png'))).toBe(false);
  expect((await readPicture(picture)).drawing).toBe((await readPicture(qr)).drawing);
});

test('a picture without a code is kept all the same', async () => {
  const { run, outDir } = makeRig({ picture: Buffer.from('no picture') });
  const { code, lines } = await run('preview');
  expect(code).toBe(0);
  expect(lines.at(-1)).toBe(`scan ${join(outDir, 'preview.jpg')} with WeChat`);
});

test('a dry run says what would be sent, and sends nothing', async () => {
  const { run, sent, packed } = makeRig();
  const { code, lines } = await run('upload', {}, ['--dry-run']);
  expect({ code, lines }).toEqual({ code: 0, lines: [`would upload 0.3.0 of ${APP_ID} as robot 1`] });
  expect([...sent, ...packed]).toEqual([]);
});

test('the key may be a file, or one line', async () => {
  const { run, sent, root } = makeRig();
  const file = join(root, 'upload.key');
  writeFileSync(file, KEY);
  await run('upload', { KANDIAN_UPLOAD_KEY: file });
  await run('upload', { KANDIAN_UPLOAD_KEY: KEY.replaceAll('\n', '\\n') });
  expect(sent.map(({ project }) => project.privateKey)).toEqual([KEY, KEY]);
});

test.each([
  ['a missing key', { KANDIAN_UPLOAD_KEY: undefined }, 'KANDIAN_UPLOAD_KEY is missing'],
  ['a key file that is not there', { KANDIAN_UPLOAD_KEY: '/no/such/file' }, 'KANDIAN_UPLOAD_KEY is neither'],
  ['a key that is none', { KANDIAN_UPLOAD_KEY: '-----BEGIN RSA PRIVATE KEY-----\nx' }, 'KANDIAN_UPLOAD_KEY holds no'],
  ['a missing app id', { KANDIAN_APPID: '' }, 'KANDIAN_APPID is missing'],
  ['an app id that is none', { KANDIAN_APPID: 'touristappid' }, 'KANDIAN_APPID is no app id'],
  ['a robot that is none', { KANDIAN_ROBOT: '31' }, 'KANDIAN_ROBOT is a number from 1 to 30'],
  ['a mistyped setting', { KANDIAN_VERISON: '1.2.3' }, 'KANDIAN_VERISON is no setting'],
  ['a version that is none', { KANDIAN_VERSION: '1.2' }, 'KANDIAN_VERSION is no version'],
  ['a description of two lines', { KANDIAN_DESCRIPTION: 'new\ntimeline' }, 'KANDIAN_DESCRIPTION is one line'],
  ['one that steers a terminal', { KANDIAN_DESCRIPTION: 'new\u001b[31m' }, 'KANDIAN_DESCRIPTION is one line'],
])('%s is one line, and nothing is sent', async (_, change, why) => {
  const { run, sent } = makeRig();
  const { code, lines } = await run('upload', change);
  expect(code).toBe(1);
  expect(lines).toEqual([expect.stringMatching(`^cannot upload: ${why}`)]);
  expect(sent).toEqual([]);
});

test.each([
  [
    'an address that is not listed',
    'Error: {"errCode":-10008,"errMsg":"invalid ip: 203.0.113.7, reference: https://developers.weixin.qq.com"}',
    /^cannot preview: WeChat does not take uploads from this address \(-10008, invalid ip: 203\.0\.113\.7.*IP 白名单$/,
  ],
  [
    'a key of another mini-program',
    'Error: errCode: -10007; errMsg: invalid signature',
    /^cannot preview: WeChat does not take KANDIAN_UPLOAD_KEY for KANDIAN_APPID \(-10007, invalid signature\)$/,
  ],
  [
    'whatever else WeChat refuses',
    'Error: {"errCode":-80051,"errMsg":"source size 2300KB exceed max limit 2MB"}',
    /^cannot preview: WeChat refused: source size 2300KB exceed max limit 2MB \(-80051\)$/,
  ],
  [
    'no network',
    'Error: getaddrinfo ENOTFOUND\n  servicewechat.com',
    /^cannot preview: getaddrinfo ENOTFOUND servicewechat\.com$/,
  ],
])('%s is one line, and the tool’s own lines are not seen', async (_, message, line) => {
  const { run } = makeRig({ failure: new Error(message) });
  const { code, lines } = await run('preview');
  expect(code).toBe(1);
  expect(lines.slice(1)).toEqual([expect.stringMatching(line)]);
  expect(printed).not.toHaveBeenCalled();
});

test('a source that does not compile is named', async () => {
  const failure = Object.assign(new Error('unexpected token'), { path: 'pages/me/me.wxml' });
  const { run } = makeRig({ failure });
  expect((await run('upload')).lines.at(-1)).toBe('cannot upload: pages/me/me.wxml: unexpected token');
});

test('packages that could not be packed stop it', async () => {
  const { fake, sent } = makeCi(qr);
  const { root, outDir } = makeRig();
  const lines: string[] = [];
  const code = await ship({
    destination: 'upload',
    args: [],
    environment: { KANDIAN_APPID: APP_ID, KANDIAN_UPLOAD_KEY: KEY },
    root,
    outDir,
    loadTools: async () => ({ ci: fake, packNpm: async () => ['@vant/weapp was not packed'] }),
    print: (line) => lines.push(line),
  });
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe('cannot upload: the npm packages: @vant/weapp was not packed');
  expect(sent).toEqual([]);
});

import { at } from '../support';
import { makeMp3, startRig, type Rig } from './rig';

/** Every code that the guide lists. */
const CODES =
  '2000 2001 2003 2007 2009 2030 9048 9049 10001 10002 10004 10005 10006 10007 10008 10009 10010 10011 10013 10014 10017 ' +
  '10018 10023 10026 10027 10028 10029 10030 10031 10032 10033 10034 10035 10036 10051 20001 20002 20005 20006 20007 ' +
  '20008 20010 20011 20012 20013 20014 20015 20016 20017 20018 20019 20020 20021 20022 20023 20024 20029 20031 20032 ' +
  '20035 30001 49999 50000 60000 60001 60002 60003 60004 60005 60006 60007 60008 60009 60010 60011 60012 60013 60014 ' +
  '60015 60016 60017 60018 60019 60020 60021 60022 60024 60026 60027 60028 60029 60030 60031 60032 60033 60034 60035 ' +
  '60047 60048 60050 60051 60053 60058 60060 60061 60062 60063 60080 60081 60082 60083 60084 60085 60086 80502 ' +
  '111000 111001 111012';

const FORMS = [
  '/api/lapp/token/get',
  '/api/lapp/device/list',
  '/api/lapp/camera/list',
  '/api/lapp/device/camera/list',
  '/api/lapp/device/info',
  '/api/lapp/device/status/get',
  '/api/lapp/device/capacity',
  '/api/lapp/device/scene/switch/status',
  '/api/lapp/device/scene/switch/set',
  '/api/lapp/device/encrypt/on',
  '/api/lapp/device/encrypt/off',
  '/api/lapp/device/add',
  '/api/lapp/device/delete',
  '/api/lapp/device/name/update',
  '/api/lapp/camera/name/update',
  '/api/lapp/v2/live/address/get',
  '/api/lapp/live/address/disable',
  '/api/lapp/video/by/time',
  '/api/lapp/cloud/storage/open',
  '/api/lapp/cloud/storage/device/info',
  '/api/lapp/device/ptz/start',
  '/api/lapp/device/ptz/stop',
  '/api/lapp/device/ptz/mirror',
  '/api/lapp/device/preset/add',
  '/api/lapp/device/preset/move',
  '/api/lapp/device/preset/clear',
  '/api/lapp/device/capture',
  '/api/lapp/voice/query',
  '/api/lapp/voice/delete',
  '/api/lapp/voice/send',
  '/api/lapp/ram/account/create',
  '/api/lapp/ram/account/get',
  '/api/lapp/ram/account/list',
  '/api/lapp/ram/account/updatePassword',
  '/api/lapp/ram/account/delete',
  '/api/lapp/ram/policy/set',
  '/api/lapp/ram/statement/add',
  '/api/lapp/ram/statement/delete',
  '/api/lapp/ram/token/get',
];
const MULTIPART = ['/api/lapp/voice/upload', '/api/lapp/voice/sendonce'];
const FREE_OF_TOKENS = ['/api/lapp/token/get'];

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
afterEach(() => rig.simulator.setFaults({}));

test.each(CODES.split(' '))('%s comes on request, with words of its own', async (code) => {
  rig.simulator.setFaults({ answer: { endpoint: '/api/lapp/device/info', code } });
  const reply = await rig.ask('/api/lapp/device/info');
  expect(at(reply, 'code')).toBe(code);
  expect(at(reply, 'msg')).not.toBe('未知错误');
});

test('a code that nobody lists comes on request too', async () => {
  rig.simulator.setFaults({ answer: { endpoint: '*', code: '31337' } });
  expect(await rig.ask('/api/lapp/device/info')).toEqual({ code: '31337', msg: '未知错误' });
});

describe.each(FORMS)('%s', (path) => {
  test('tells a server error on request', async () => {
    rig.simulator.setFaults({ answer: { endpoint: path, code: '50000' } });
    expect(await rig.codeOf(path)).toBe('50000');
  });

  test('is over its quota when all calls are', async () => {
    rig.simulator.setFaults({ quota: true });
    expect(await rig.codeOf(path)).toBe('10029');
  });

  if (!FREE_OF_TOKENS.includes(path)) {
    test('knows who calls', async () => {
      expect(await rig.codeOf(path, { accessToken: 'at.wrong' })).toBe('10002');
      expect(at(await rig.call(path, {}), 'code')).toBe('10001');
    });
  }
});

describe.each(MULTIPART)('%s', (path) => {
  test('tells a server error on request', async () => {
    rig.simulator.setFaults({ answer: { endpoint: path, code: '50000' } });
    expect(at(await rig.upload(path, makeMp3(3_600)), 'code')).toBe('50000');
  });

  test('knows who calls', async () => {
    expect(at(await rig.upload(path, makeMp3(3_600), { accessToken: 'at.wrong' }), 'code')).toBe('10002');
    expect(at(await rig.upload(path, makeMp3(3_600), { accessToken: '' }), 'code')).toBe('10001');
  });
});

test('the list of presets tells a server error as a number in its own envelope', async () => {
  const path = '/api/service/device/preset/list';
  rig.simulator.setFaults({ answer: { endpoint: path, code: '50000' } });
  const response = await fetch(rig.simulator.baseUrl + path, { headers: { accessToken: rig.token } });
  expect(await response.json()).toMatchObject({ meta: { code: 50000 } });
});

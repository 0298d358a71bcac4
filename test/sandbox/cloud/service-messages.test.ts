import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Cloud, MessageTemplate, ServiceMessages } from '../../../sandbox/cloud/index';
import { isDeliverable } from '../../../sandbox/cloud/open-api/message-fields';
import { openServiceMessages, type ServiceMessage } from '../../../sandbox/cloud/open-api/service-messages';
import { decodeReply, encodeRequest } from '../../support/open-api-wire';
import { makeCloud, makeFolder } from '../../support/sandbox-cloud';

jest.setTimeout(30_000);

const TEMPLATES: readonly MessageTemplate[] = [
  { id: 'gone', title: '设备离线提醒', fields: { thing1: '设备名称', time3: '离线时间' } },
];
const STAFF = 'sandbox-staff';
const DATA = { thing1: { value: '收银台' }, time3: { value: '2026年11月22日 09:05' } };
const GOOD = { touser: STAFF, template_id: 'gone', page: 'pages/home/home?id=1', data: DATA };

describe('subscribeMessage.send', () => {
  const functionsDir = join(makeFolder(), 'functions');
  let cloud: Cloud;

  beforeAll(async () => {
    await buildFunctions({ outDir: functionsDir, sourceDir: join(__dirname, '../../support/functions') });
  });
  beforeEach(async () => {
    cloud = await makeCloud({ functionsDir, pages: () => ['pages/home/home'], templates: TEMPLATES });
  });

  const send = async (values: object = GOOD, fn = 'codes') => {
    const request = encodeRequest(values).toString('base64');
    const event = { apiName: 'subscribeMessage.send', request };
    const { body, errorCode } = decodeReply(Buffer.from(String(await cloud.invoke(fn, event, CALLER)), 'base64'));
    return errorCode !== 0 ? errorCode : (JSON.parse(body.toString()) as { errcode: number }).errcode;
  };
  const CALLER = { openid: 'sandbox-owner' };

  test('whoever said yes once gets one message, with the template’s words, and no second', async () => {
    expect(cloud.messages.allow(STAFF, 'gone')).toBe(true);
    expect(await send()).toBe(0);
    expect(cloud.messages.delivered()).toEqual([
      {
        ...{ openid: STAFF, templateId: 'gone', title: '设备离线提醒', page: 'pages/home/home?id=1' },
        rows: [
          { label: '设备名称', text: '收银台' },
          { label: '离线时间', text: '2026年11月22日 09:05' },
        ],
        at: expect.any(Number) as number,
      },
    ]);
    expect(await send()).toBe(43101);
    expect(cloud.messages.delivered()).toHaveLength(1);
  });

  test('a yes is one person’s and one template’s', async () => {
    cloud.messages.allow('sandbox-owner', 'gone');
    expect(cloud.messages.allow(STAFF, 'unknown')).toBe(false);
    expect(await send()).toBe(43101);
    expect(cloud.messages.left('sandbox-owner', 'gone')).toBe(1);
  });

  test.each([
    ['no person', { ...GOOD, touser: '' }, 40003],
    ['no template', { ...GOOD, template_id: null }, 40037],
    ['a template that there is none of', { ...GOOD, template_id: 'other' }, 40037],
    ['a page that app.json does not list', { ...GOOD, page: 'pages/later/later' }, 41030],
    ['a page with a leading slash', { ...GOOD, page: '/pages/home/home' }, 41030],
    ['no data', { ...GOOD, data: null }, 47003],
    ['a field without its value', { ...GOOD, data: { ...DATA, thing1: '收银台' } }, 47003],
    ['a field missing', { ...GOOD, data: { thing1: DATA.thing1 } }, 47003],
    ['a field too many', { ...GOOD, data: { ...DATA, thing9: { value: 'x' } } }, 47003],
    ['a field of 21 characters', { ...GOOD, data: { ...DATA, thing1: { value: '店'.repeat(21) } } }, 47003],
    ['a version that there is none of', { ...GOOD, miniprogram_state: 'release' }, 47003],
  ])('%s is refused with WeChat’s errcode, and uses no permission up', async (_, values, errcode) => {
    cloud.messages.allow(STAFF, 'gone');
    expect(await send(values)).toBe(errcode);
    expect([cloud.messages.left(STAFF, 'gone'), cloud.messages.delivered()]).toEqual([1, []]);
  });

  test('a function whose config.json does not ask for it may not', async () => {
    cloud.messages.allow(STAFF, 'gone');
    expect(await send(GOOD, 'codeless')).toBe(-604101);
    expect(cloud.messages.delivered()).toEqual([]);
  });
});

describe('what people have allowed and been sent', () => {
  const MESSAGE: ServiceMessage = { openid: STAFF, templateId: 'gone', title: 't', rows: [], page: null, at: 1 };
  const open = (file: string): ServiceMessages => openServiceMessages(file, TEMPLATES);

  test('outlives a new start', () => {
    const file = join(makeFolder(), 'messages.json');
    const before = open(file);
    before.allow(STAFF, 'gone');
    before.allow(STAFF, 'gone');
    before.deliver(MESSAGE);
    const after = open(file);
    expect([after.left(STAFF, 'gone'), after.delivered()]).toEqual([1, [MESSAGE]]);
  });

  test.each(['{', '{"allowed":[]}'])('a file that holds something else is as good as none: %s', (text) => {
    const file = join(makeFolder(), 'messages.json');
    writeFileSync(file, text);
    expect([open(file).left(STAFF, 'gone'), open(file).delivered()]).toEqual([0, []]);
  });

  test('the last 200 are kept, and a listener hears of each until it has heard enough', () => {
    const messages = open(join(makeFolder(), 'messages.json'));
    const heard: number[] = [];
    const stop = messages.onDelivery(({ at }) => heard.push(at));
    for (let at = 1; at <= 201; at++) {
      messages.allow(STAFF, 'gone');
      messages.deliver({ ...MESSAGE, at });
    }
    stop();
    messages.allow(STAFF, 'gone');
    messages.deliver({ ...MESSAGE, at: 202 });
    expect(heard).toHaveLength(201);
    expect(messages.delivered()).toHaveLength(200);
    expect(messages.delivered()[0]?.at).toBe(3);
  });
});

test.each([
  ['thing1', '收'.repeat(20), true],
  ['thing1', '收'.repeat(21), false],
  ['thing1', ' ', false],
  ['time3', '15:01', true],
  ['time3', '24:01', false],
  ['time3', '2019年10月1日 15:01', true],
  ['time3', '2019年10月1日', true],
  ['time3', '2019年10月1日 15:01~2019年10月1日 16:01', true],
  ['time3', '2019-10-01 15:01:09', true],
  ['time3', '10月1日 15:01', false],
  ['time3', '2019年13月1日', false],
  ['time3', 'yesterday', false],
  ['date2', '2019年10月01日', true],
  ['date2', '15:01', false],
  ['phrase4', '已恢复', true],
  ['phrase4', '一二三四五六', false],
  ['phrase4', 'back', false],
  ['number5', '12.5', true],
  ['number5', '1 2', false],
  ['character_string6', 'K10000001', true],
  ['character_string6', '收银台', false],
  ['name7', '收银台', true],
  ['name7', '一'.repeat(11), false],
  ['amount8', '¥12.50', true],
  ['amount8', 'much', false],
  ['letter9', 'abc', true],
  ['letter9', 'ab1', false],
  ['symbol1', '%%', true],
  ['symbol1', 'a', false],
  ['phone_number1', '+86-0766-66888866', true],
  ['phone_number1', '0'.repeat(18), false],
  ['car_number1', '粤A8Z888挂', true],
  ['car_number1', '粤A8Z888挂挂挂', false],
  ['const1', '离线', true],
  ['thing', '收银台', false],
  ['other1', '收银台', false],
  ['toString1', '收银台', false],
])('a field %s takes “%s”: %s', (field, text, taken) => {
  expect(isDeliverable(field, text)).toBe(taken);
});

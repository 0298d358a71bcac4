import { createSendMessage } from '../../../../cloudfunctions/core/wechat/subscribe-messages';
import { readRequest } from '../../../../sandbox/cloud/open-api/wire';
import { forbidden, scriptWechat, told } from '../../../support/scripted-wechat';

const message = {
  to: 'openid-owner',
  template: 'of-offline',
  page: 'live/pages/live/live?channel=c1',
  fields: { thing1: '收银台', time3: '2026年1月1日 20:00' },
  version: 'trial',
} as const;

function start(answer: (request: Uint8Array) => unknown) {
  const { wechat, ...seen } = scriptWechat(answer);
  const send = createSendMessage(wechat);
  return { ...seen, send: async () => send(message) };
}

test('a message goes to WeChat in the form of its own SDK, with each field as an object of its value', async () => {
  const { asked, send } = start((request) => {
    const read = readRequest(request);
    if (!read) throw new Error('not in the form of the SDK');
    const values = Object.fromEntries([...read.arguments].map(([name, json]) => [name, JSON.parse(json) as unknown]));
    expect(values).toEqual({
      ...{ touser: 'openid-owner', template_id: 'of-offline', page: message.page },
      data: { thing1: { value: '收银台' }, time3: { value: '2026年1月1日 20:00' } },
      ...{ miniprogram_state: 'trial', lang: 'zh_CN' },
    });
    return told({ errcode: 0, errmsg: 'ok', msgid: 1 })();
  });
  expect(await send()).toEqual({ kind: 'sent' });
  expect(asked).toEqual(['subscribeMessage.send']);
});

test.each<[string, () => unknown, object]>([
  ['of somebody who allows none', told({ errcode: 43101 }), { kind: 'not-allowed' }],
  ['with a busy system', told({ errcode: -1 }), { kind: 'later', vendorCode: '-1' }],
  ['after too many', told({ errcode: 45009 }), { kind: 'later', vendorCode: '45009' }],
  ['of a template that there is none of', told({ errcode: 40037 }), { kind: 'refused', vendorCode: '40037' }],
  ['of fields that do not fit', told({ errcode: 47003 }), { kind: 'refused', vendorCode: '47003' }],
  ['without a code', told({}), { kind: 'refused', vendorCode: 'NO_CODE' }],
  ['of a function that may not ask', forbidden, { kind: 'refused', vendorCode: '-604101' }],
])('WeChat’s answer %s is told apart by its code', async (_, answer, expected) => {
  expect(await start(answer).send()).toEqual(expected);
});

test('where WeChat cannot be reached nobody knows whether it was sent, and its words stay out of the log', async () => {
  const { send, log } = start(() => {
    throw new Error('connect ECONNREFUSED, token=secret');
  });
  await expect(send()).rejects.toMatchObject({ code: 'vendor-unavailable', vendor: 'wechat' });
  expect(log).toMatchObject([{ event: 'fault', action: 'notice.run' }]);
  expect(JSON.stringify(log)).not.toMatch(/secret|openid/);
});

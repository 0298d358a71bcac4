import type { OutputOf } from '../../../typings/contract/calls';
import type { Added } from '../../../typings/contract/upkeep';
import { makeDeferred } from '../support/answers';
import { aManager } from '../support/people';
import { NOON } from '../support/phone';
import { makeUpkeep } from '../support/upkeep';
import { makeAccount, makeStore } from '../support/upkeep-things';

const LABEL = 'www.ys7.com\rc12345678\rABCDEF\rCS-C6N-1C2WFR\r';
type Refusal = Extract<Added, { readonly kind: 'refused' }>['why'];

async function filled(given: Parameters<typeof makeUpkeep>[0] = {}) {
  const rig = await makeUpkeep(given);
  await rig.addPage.open('s1', LABEL);
  rig.addPage.set('name', ' 大门\u200b ');
  return rig;
}

test('a label fills in what it says; the only account and the store that one comes from are chosen', async () => {
  const { addPage } = await filled();
  expect(addPage.fields).toMatchObject({
    serial: { value: 'C12345678', problem: '' },
    code: { value: 'ABCDEF', problem: '' },
    account: { value: '账号 a0' },
    store: { value: '人民广场店' },
  });
  expect(addPage.model).toBe('型号 CS-C6N-1C2WFR');
});

test('a label goes to the only account that asks for what it says', async () => {
  const { addPage, adder, upkeep } = await makeUpkeep();
  upkeep.accounts = [makeAccount('a0', { adding: 'serial' }), makeAccount('a1')];
  await addPage.open('s0', '');
  expect(addPage.fields.account.value).toBe('');
  adder.take(LABEL);
  expect(addPage.fields.account.value).toBe('账号 a1');
  addPage.chooseAccount(0);
  adder.take(LABEL);
  expect(addPage.fields.account.value).toBe('账号 a0');
});

test('what is missing or wrong stands beside the field, and nothing is sent', async () => {
  const { addPage, adder, answers, upkeep } = await makeUpkeep();
  upkeep.accounts = [makeAccount('a0'), makeAccount('a1')];
  await addPage.open(null, '');
  expect(Object.values(addPage.fields).map(({ problem }) => problem)).toEqual(['', '', '', '', '']);
  await adder.send();
  expect(Object.values(addPage.fields).every(({ problem }) => problem !== '')).toBe(true);

  addPage.chooseAccount(1);
  addPage.pickStore('s0');
  addPage.set('serial', 'C1234-678');
  addPage.set('code', 'ABC');
  addPage.set('name', '长'.repeat(41));
  const { serial, code, name, account, store } = addPage.fields;
  expect([serial.problem, code.problem, name.problem]).toEqual([
    '序列号只有字母和数字，看看有没有填错',
    '标签上的验证码是 6 位字母或数字，注册码里没有空格',
    '名字最多 40 个字',
  ]);
  expect([account.value, store.value]).toEqual(['账号 a1', '南京路店']);
  addPage.set('name', '\u3164');
  expect(addPage.fields.name.problem).toBe('起个名字，大家好认');
  await adder.send();
  expect(answers.inputs('camera.add')).toEqual([]);
});

test('it is added as the label says, and can be watched', async () => {
  const { addPage, adder, answers, changes } = await filled();
  await adder.send();
  expect(answers.inputs('camera.add')).toMatchObject([
    { accountId: 'a0', storeId: 's1', serial: 'C12345678', code: 'ABCDEF', name: '大门' },
  ]);
  expect(addPage.outcome).toMatchObject({
    title: '已添加 大门',
    next: '已放进 人民广场店，现在就能看',
    action: 'watch',
  });
  expect([addPage.watchable, changes]).toEqual(['new', ['changed']]);
});

test('an account that goes by serial numbers takes them as they are, with a code or without', async () => {
  const { addPage, adder, answers, upkeep } = await makeUpkeep();
  upkeep.accounts = [makeAccount('a0', { adding: 'serial' })];
  await addPage.open('s0', '');
  addPage.set('serial', 'dev_01:x');
  addPage.set('name', '大门');
  expect(addPage.fields.code).toMatchObject({ label: '注册码', placeholder: '产品给了注册码才填' });
  await adder.send();
  adder.another();
  addPage.set('serial', 'dev_02:x');
  addPage.set('code', 'reg-Code 1');
  addPage.set('name', '大门');
  await adder.send();
  expect(addPage.fields.code.problem).not.toBe('');
  addPage.set('code', 'reg-Code-1');
  await adder.send();
  expect(answers.inputs('camera.add').map(({ serial, code }) => [serial, code])).toEqual([
    ['dev_01:x', ''],
    ['dev_02:x', 'reg-Code-1'],
  ]);
});

test.each<[string, Added, string, string | null]>([
  ['is new', { kind: 'added', already: false, channelIds: ['c'] }, '已添加 大门', 'c'],
  ['was there before', { kind: 'added', already: true, channelIds: ['c'] }, '大门 原来就在这个账号里', 'c'],
  ['was there before, in no store', { kind: 'added', already: true, channelIds: [] }, '大门 原来就在这个账号里', null],
  ['is not listed yet', { kind: 'added', already: false, channelIds: [] }, '云平台收到了 大门', null],
])('one that %s says so', async (_, added, title, watchable) => {
  const { addPage, adder, upkeep } = await filled();
  upkeep.outcome = added;
  await adder.send();
  expect(addPage.outcome?.title).toBe(title);
  expect([addPage.watchable, addPage.outcome?.action]).toEqual([watchable, watchable === null ? 'another' : 'watch']);
});

test.each<[Refusal, string, string]>([
  ['wrong-code', '验证码不对', 'another'],
  ['other-account', '它已在别的账号里', 'another'],
  ['offline', '摄像头没有连上网', 'another'],
  ['unknown-device', '云平台不认识这个序列号', 'another'],
  ['too-many', '这个账号的摄像头满了', 'another'],
  ['try-again', '云平台这次没有添加成', 'retry'],
])('a refusal for %s says why and what to do', async (why, title, second) => {
  const { addPage, adder, upkeep } = await filled();
  upkeep.outcome = { kind: 'refused', why };
  await adder.send();
  expect(addPage.outcome).toMatchObject({ title, action: 'correct', button: '回去改', second });
  expect(addPage.outcome?.next).not.toBe('');

  adder.correct();
  expect([addPage.outcome, addPage.fields.serial.value]).toEqual([null, 'C12345678']);
});

test('what failed is sent once more as the same wish, what was refused as a new one', async () => {
  const { adder, addPage, answers, upkeep } = await filled();
  answers.refuse('camera.add', 'timeout');
  await adder.send();
  expect(addPage.outcome).toMatchObject({ title: '等了 8 秒没有回应', note: '编号 R1', action: 'retry' });
  upkeep.outcome = { kind: 'refused', why: 'try-again' };
  upkeep.serve(answers);
  await adder.retry();
  upkeep.outcome = { kind: 'added', already: false, channelIds: ['c'] };
  await adder.retry();

  const [first, second, third] = answers.inputs('camera.add').map(({ requestKey }) => requestKey);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect(addPage.outcome?.action).toBe('watch');
});

test('another one goes into the same account and store', async () => {
  const { adder, addPage, answers } = await filled();
  await adder.send();
  adder.another();
  expect(addPage.fields).toMatchObject({
    serial: { value: '', problem: '' },
    name: { value: '' },
    account: { value: '账号 a0' },
    store: { value: '人民广场店' },
  });
  expect([adder.take('https://example.com/'), adder.take(LABEL)]).toEqual([false, true]);
  addPage.set('name', '侧门');
  await adder.send();
  const keys = answers.inputs('camera.add').map(({ requestKey }) => requestKey);
  expect(new Set(keys).size).toBe(2);
});

test('while it is sent nothing is changed, and an answer that comes late is dropped', async () => {
  const { adder, addPage, answers } = await filled();
  const slow = makeDeferred<OutputOf<'camera.add'>>();
  answers.on('camera.add', () => slow.promise);
  const sending = adder.send();
  addPage.set('name', '别的');
  expect([addPage.sending, adder.draft.name, adder.take(LABEL)]).toEqual([true, ' 大门\u200b ', false]);
  await addPage.open('s0', '');
  slow.resolve({ kind: 'added', already: false, channelIds: ['c'] });
  await sending;
  expect(addPage.outcome).toBeNull();
});

test.each([
  ['an owner without a store', undefined, { stores: [] }, 'store'],
  ['an owner whose stores are archived', undefined, { stores: [makeStore('s0', { archivedAt: NOON })] }, 'store'],
  ['a manager without a store', aManager(), { stores: [] }, 'back'],
  ['an owner without an account', undefined, { accounts: [] }, 'account'],
  ['an owner whose accounts take none', undefined, { accounts: [makeAccount('a0', { adding: null })] }, 'account'],
  ['a manager without an account', aManager(), { accounts: [] }, 'back'],
])('%s learns what comes first', async (_, caller, given, act) => {
  const { addPage, upkeep } = await makeUpkeep(caller === undefined ? {} : { caller });
  Object.assign(upkeep, given);
  await addPage.open(null, '');
  expect(addPage.screen).toMatchObject({ kind: 'card', act });
});

test('what cannot be asked for says why, and is asked for again', async () => {
  const { addPage, adder, answers, upkeep } = await makeUpkeep();
  answers.refuse('account.list', 'no-network');
  await addPage.open(null, LABEL);
  expect(addPage.screen).toMatchObject({ kind: 'card', act: 'refresh', title: '网络连接不上' });
  upkeep.serve(answers);
  await adder.load();
  expect([addPage.screen.kind, addPage.fields.serial.value]).toEqual(['content', 'C12345678']);
});

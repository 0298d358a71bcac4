import type { OutputOf } from '../../../typings/contract/calls';
import { EVERYTHING } from '../../../miniprogram/records/stores/audit-filter';
import { makeDeferred } from '../support/answers';
import { BEIJING, makeEntries, makeEntry, openAudit } from '../support/audit';

const ids = (entries: readonly { readonly id: string }[] | null) => entries?.map(({ id }) => id);

test('entries come 50 at a time, one page on its way at once', async () => {
  const { log, asked } = await openAudit({ entries: makeEntries(120) });
  expect(log.entries).toHaveLength(50);
  await Promise.all([log.more(), log.more(), log.more()]);
  expect(log.entries).toHaveLength(100);
  await log.more();
  await log.more();
  expect(log.entries).toHaveLength(120);
  expect(asked()).toEqual([{}, { cursor: '50' }, { cursor: '100' }]);
});

test('an entry that came twice stands there once', async () => {
  const { log, answers } = await openAudit({ entries: makeEntries(60) });
  answers.on('audit.list', () => ({ entries: [makeEntry('e49'), makeEntry('e50')], offsets: BEIJING, next: null }));
  await log.more();
  expect(ids(log.entries)?.slice(48)).toEqual(['e48', 'e49', 'e50']);
});

test('beyond 150 the older ones take the place of these, and the newest can be had again', async () => {
  const { log, asked, page, clock } = await openAudit({ entries: makeEntries(320) });
  for (let n = 0; n < 5; n += 1) await log.more();
  expect(log.entries).toHaveLength(150);
  expect(page.foot).toEqual({ line: '这里已有 150 条。可以选人、门店或日期缩小范围，或者往前看', button: '看更早的' });
  page.pressFoot();
  await clock.pass(0);
  await log.more();
  expect(ids(log.entries)?.[0]).toBe('e150');
  expect(asked().at(-1)).toEqual({ cursor: '200' });
  expect(page.fromOlder).toBe('下面是更早的记录');
  await log.refresh();
  expect(ids(log.entries)?.[0]).toBe('e0');
  expect(page.fromOlder).toBe('');
});

test('a page that did not come is asked for again at the foot', async () => {
  const { log, page, answers, cloud, clock } = await openAudit({ entries: makeEntries(60) });
  answers.refuse('audit.list', 'no-network');
  await log.more();
  expect(page.foot).toEqual({ line: '更早的没读到：网络连接不上', button: '重试' });
  cloud.serve(answers);
  page.pressFoot();
  await clock.pass(0);
  expect(log.entries).toHaveLength(60);
  expect(page.foot).toEqual({ line: '没有更早的了。记录保留 180 天', button: '' });
});

test('who may not read it any more is not shown what was read', async () => {
  const { log, page, answers } = await openAudit({ entries: makeEntries(2) });
  answers.refuse('audit.list', 'permission-denied');
  await log.refresh();
  expect([log.entries, page.screen.kind]).toEqual([null, 'card']);
});

test('what is shown stays while the newest are read, and says so when they cannot be', async () => {
  const { log, page, cloud, answers } = await openAudit({ entries: makeEntries(2) });
  cloud.entries = [makeEntry('new'), ...cloud.entries];
  const refreshed = log.refresh();
  expect(log.entries).toHaveLength(2);
  expect(log.refreshing).toBe(true);
  await refreshed;
  expect(ids(log.entries)).toEqual(['new', 'e0', 'e1']);
  answers.refuse('audit.list', 'timeout');
  await log.refresh();
  expect(page.notice).toBe('等了 8 秒没有回应，下面是 14:05:00 读到的');
  expect(page.rows).toHaveLength(3);
});

test('the answer to what was asked before does not replace the one to what is asked now', async () => {
  const { log, answers } = await openAudit();
  const slow = makeDeferred<OutputOf<'audit.list'>>();
  answers.on('audit.list', ({ kind }) =>
    kind === 'ptz' ? slow.promise : { entries: [makeEntry('now')], offsets: BEIJING, next: null },
  );
  const left = log.choose({ ...EVERYTHING, kind: 'ptz' });
  await log.choose({ ...EVERYTHING, kind: 'talk' });
  slow.resolve({ entries: [makeEntry('then')], offsets: BEIJING, next: null });
  await left;
  expect(ids(log.entries)).toEqual(['now']);
});

test('when the network comes back, what failed is asked for again', async () => {
  const { log, network, answers, cloud, clock } = await openAudit();
  answers.refuse('audit.list', 'no-network');
  await log.choose(EVERYTHING);
  expect(log.failure?.code).toBe('no-network');
  cloud.serve(answers);
  network.become({ connected: true, kind: 'wifi' });
  await clock.pass(0);
  expect(log.entries).toHaveLength(3);
});

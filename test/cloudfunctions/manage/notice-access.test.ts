import type { NoticeCalls } from '../../../typings/contract/health';
import { noticeHandlers } from '../../../cloudfunctions/manage/handlers/notice-handlers';
import { createRig, outcomeOf, seedChain } from '../../support/cloud-rig';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';

/** What somebody is told is about themselves alone: there is no foreign store to ask about. */
const CASES = ['own'] as const;

/** In the order of the callers: the one at night may say now what they want to be told by day. */
const TABLE: Readonly<Record<keyof NoticeCalls, AccessRow<object>>> = {
  'notice.read': [{}, 'ooooppppu'],
  'notice.allow': [{ requestKey: 'request-key', kinds: ['offline', 'back'] }, 'ooooppppu'],
  'notice.quiet': [{ quiet: { from: 1320, to: 420 } }, 'ooooppppu'],
};

test('every call about notices has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(noticeHandlers)));
});

test.each(accessCases(TABLE, CASES))('$action by $caller is $expected', async ({ action, person, input, expected }) => {
  const rig = createRig();
  const { stores } = await seedChain(rig);
  await createOtherCallers(rig, [stores.A]);
  rig.database.takeOperations();
  expect(outcomeOf(await rig.startInstance().call(person, action, input))).toBe(expected);
  if (expected !== 'ok') expect(rig.database.writes).toEqual([]);
});

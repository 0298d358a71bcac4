import type { Action } from '../../../../typings/contract/calls';
import { zhCn } from '../../../../cloudfunctions/core/audit/words/zh-cn';
import { handlers as manageHandlers } from '../../../../cloudfunctions/manage/handlers/index';
import { handlers as monitorHandlers } from '../../../../cloudfunctions/monitor/handlers/index';
import { NOON, outcomeOf } from '../../../support/cloud-rig';
import { DEEDS, SERIAL, startDeeds } from '../../../support/deeds';

/**
 * Calls that neither show a picture, but for the small old ones of the list, nor change anything but their caller's own
 * notes; they leave no line.
 */
const QUIET: readonly Action[] = [
  ...(['session.start', 'store.list', 'channel.list', 'channel.status', 'channel.abilities'] as const),
  ...(['playback.days', 'playback.day', 'video.list', 'clip.list', 'clip.check', 'preset.list'] as const),
  ...(['phrase.list', 'switch.read', 'entry.look', 'watching.beat', 'watching.list', 'audit.list'] as const),
  ...(['member.list', 'invite.list', 'invite.code', 'invite.image', 'share.list', 'share.code'] as const),
  ...(['share.image', 'code.image', 'code.styles', 'vendor.list', 'account.list', 'account.check'] as const),
  ...(['import.refresh', 'import.check', 'offer.list', 'store.manage', 'camera.health'] as const),
  ...(['notice.read', 'notice.allow', 'notice.quiet'] as const),
  ...(['cover.list', 'tool.accounts', 'encryption.read', 'message.list', 'object.list'] as const),
];

test('every call is either quiet or has its line proved here', () => {
  const deeds = Object.keys(DEEDS);
  expect(new Set(deeds)).toEqual(new Set(Object.keys(zhCn.actions)));
  const calls = [...Object.keys(monitorHandlers), ...Object.keys(manageHandlers)];
  expect([...deeds, ...QUIET].sort()).toEqual(calls.sort());
});

const CASES = Object.entries(DEEDS).map(([action, prepare]) => ({ action, prepare }));

test.each(CASES)('$action leaves a line, without a code, a serial, an address or another’s id', async (deed) => {
  const started = await startDeeds();
  const { rig, chain, instance } = started;
  const [person, data] = await deed.prepare(started);
  rig.database.takeOperations();
  const before = rig.database.all('audit').length;
  const codes = [...rig.database.all('invites'), ...rig.database.all('shares')].map(({ code }) => code);

  expect(outcomeOf(await instance.call(person, deed.action, data))).toBe('ok');

  const lines = rig.database.all('audit').slice(before);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatchObject({ action: deed.action, person, at: NOON, result: 'ok' });
  // Of a deed with an account it is the subject, by our own id.
  const unsaid = /^(?:account|encryption|object)\./.test(deed.action) ? { person: '', subject: '' } : { person: '' };
  const text = JSON.stringify(lines.map((line) => ({ ...line, ...unsaid })));
  expect(text).not.toMatch(/openid|https?:|rtmp:|cloud:|secret|sesame/);
  const made = [...rig.database.all('invites'), ...rig.database.all('shares'), ...rig.database.all('codes')];
  for (const told of [SERIAL, 'SERIAL-K20000001', chain.accountId, ...codes, ...made.map(({ code }) => code)]) {
    expect(text).not.toContain(told);
  }
});

test.each(CASES)('$action is not answered when its line cannot be written', async ({ action, prepare }) => {
  const started = await startDeeds();
  const { rig, instance } = started;
  const [person, data] = await prepare(started);
  rig.database.failing = 'audit.add';
  expect(outcomeOf(await instance.call(person, action, data))).toBe('internal');
});

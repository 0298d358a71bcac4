import { readSettings } from '../../../cloudfunctions/core/settings';

const offline = { template: 'AbC-9_x', camera: 'thing1', store: 'thing2', time: 'time3', note: 'phrase4' };
const back = { template: 'DeF', camera: 'thing1', store: 'thing2', time: 'date3' };
const readNotices = (notices: object | string) =>
  readSettings({ KANDIAN_NOTICES: typeof notices === 'string' ? notices : JSON.stringify(notices) }).templates;

test('an installation that is told nothing sends no notices, and keeps the audit for half a year', () => {
  expect(readSettings({})).toMatchObject({
    templates: null,
    noticeAfterMs: 600_000,
    notice: { auditDays: 180 },
    codeVersion: 'release',
  });
  expect(readNotices('')).toBeNull();
});

test('the templates are read with their own names of the fields, of which the note may be missing', () => {
  expect(readNotices({ offline, back })).toEqual({ offline, back: { ...back, note: null } });
});

test.each<[string, object | string]>([
  ['no JSON', '{'],
  ['a list', []],
  ['one template only', { offline }],
  ['the same template twice, which people could not be asked about apart', { offline, back: offline }],
  ['a field of another kind', { offline: { ...offline, camera: 'number1' }, back }],
  ['a time in a field for text', { offline: { ...offline, time: 'thing5' }, back }],
  ['two things in one field', { offline: { ...offline, store: 'thing1' }, back }],
  ['the note in the field of the camera', { offline: { ...offline, note: 'thing1' }, back }],
  ['an empty id', { offline: { ...offline, template: '' }, back }],
  ['a field that there is none of', { offline: { ...offline, remark: 'thing5' }, back }],
])('templates that are %s stop the function, by name and not by value', (_, notices) => {
  expect(() => readNotices(notices)).toThrow(/^KANDIAN_NOTICES does not say two templates and their fields$/);
});

test.each([
  ['KANDIAN_NOTICE_MINUTES', ['0.1', '2.5', '120'], ['0', '0.05', '121', 'ten', '']],
  ['KANDIAN_EZVIZ_CAPTURES', ['0', '100000'], ['-1', '100001', '0.5', 'many', '', ' ']],
  ['KANDIAN_AUDIT_DAYS', ['180', '3650'], ['179', '3651', '200.5', 'a year', '']],
])('%s is a number within bounds', (name, good, bad) => {
  for (const text of good) expect(() => readSettings({ [name]: text })).not.toThrow();
  for (const text of bad) expect(() => readSettings({ [name]: text })).toThrow(new RegExp(`^${name} is a number`));
});

test('minutes are kept as milliseconds', () => {
  expect(readSettings({ KANDIAN_NOTICE_MINUTES: '1' }).noticeAfterMs).toBe(60_000);
});

import { functionsEnvironment, makeBootstrapCode } from '../../sandbox/installation';
import { LINK } from '../../sandbox/mini-program-code';
import { NOTICE_TEMPLATES } from '../../sandbox/notice-templates';

test('a bootstrap code is hard to guess, easy to read, and another one at each start', () => {
  const codes = Array.from({ length: 100 }, makeBootstrapCode);
  for (const code of codes) expect(code).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
});

test('functions find keys, bootstrap code, link, contact and templates in their environment', () => {
  const environment = functionsEnvironment({ keys: 'sandbox:key', bootstrap: 'abcd' });
  expect(environment).toMatchObject({ KANDIAN_KEYS: 'sandbox:key', KANDIAN_BOOTSTRAP: 'abcd', KANDIAN_LINK: LINK });
  expect(environment['KANDIAN_CONTACT']).toMatch(/\S/);
  expect(environment).not.toHaveProperty('KANDIAN_NOTICE_MINUTES');
});

test('the templates that functions are told of are those that WeChat has, with every field named once', () => {
  const { KANDIAN_NOTICES = '' } = functionsEnvironment({ keys: 'k:k', bootstrap: 'abcd' });
  const named = Object.values(JSON.parse(KANDIAN_NOTICES) as Record<string, { template: string }>);
  const told = named.map(({ template, ...fields }) => [template, Object.values<string>(fields).sort()]);
  expect(told).toEqual(NOTICE_TEMPLATES.map(({ id, fields }) => [id, Object.keys(fields).sort()]));
});

test('how soon people are told of a camera that is gone can be chosen', () => {
  const environment = functionsEnvironment({ keys: 'k:k', bootstrap: 'abcd', noticeMinutes: 1 });
  expect(environment['KANDIAN_NOTICE_MINUTES']).toBe('1');
});

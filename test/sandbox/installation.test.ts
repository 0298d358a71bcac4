import { functionsEnvironment, makeBootstrapCode } from '../../sandbox/installation';
import { LINK } from '../../sandbox/mini-program-code';

test('a bootstrap code is hard to guess, easy to read, and another one at each start', () => {
  const codes = Array.from({ length: 100 }, makeBootstrapCode);
  for (const code of codes) expect(code).toMatch(/^([a-hjkmnp-z2-9]{4}-){4}[a-hjkmnp-z2-9]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
});

test('functions find keys, bootstrap code, link and contact in their environment', () => {
  const environment = functionsEnvironment('sandbox:key', 'abcd');
  expect(environment).toMatchObject({ KANDIAN_KEYS: 'sandbox:key', KANDIAN_BOOTSTRAP: 'abcd', KANDIAN_LINK: LINK });
  expect(environment['KANDIAN_CONTACT']).toMatch(/\S/);
});

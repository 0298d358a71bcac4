import { rewriteWxs } from '../../../sandbox/preview/build/wxs';

const rewrite = (source: string): { code: string; required: string[] } => {
  const required: string[] = [];
  return { code: rewriteWxs(source, 'pages/a/a', (id) => required.push(id)), required };
};

test('a pattern given as text keeps its backslashes, as in WXS', () => {
  expect(rewrite(String.raw`getRegExp('^\d+$', 'g')`).code).toBe(String.raw`getRegExp('^\\d+$', 'g')`);
});

test('constructor is the name of a type, as in WXS', () => {
  expect(rewrite("x.constructor === 'Array'").code).toBe("x.constructor.name === 'Array'");
});

test('modules are found from the file that asks, or from the root', () => {
  const { code, required } = rewrite(`require("../b/c.wxs"); require('/d.wxs')`);
  expect(required).toEqual(['pages/b/c', 'd']);
  expect(code).toBe(`require("../b/c"); require('/d')`);
});

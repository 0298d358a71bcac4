import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepPorts, portsIn } from '../../sandbox/ports';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kandian-ports-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('where the vendors listened is known at the next start', () => {
  expect(portsIn(folder)).toEqual({});
  keepPorts(folder, [
    { vendor: 'ezviz', baseUrl: 'http://127.0.0.1:4001' },
    { vendor: 'ovopark', baseUrl: 'http://127.0.0.1:4003' },
  ]);
  expect(portsIn(folder)).toEqual({ ezviz: 4001, ovopark: 4003 });
});

test('a start without simulators forgets nothing', () => {
  keepPorts(folder, [{ vendor: 'onenet', baseUrl: 'http://127.0.0.1:4002' }]);
  keepPorts(folder, []);
  expect(portsIn(folder)).toEqual({ onenet: 4002 });
});

test.each([
  ['no JSON', '{'],
  ['no object', '"ezviz"'],
  ['no ports', '{"ezviz":"4001","onenet":0,"ovopark":70000,"else":4004}'],
])('%s counts as never put down', (_, text) => {
  writeFileSync(join(folder, 'ports.json'), text);
  expect(portsIn(folder)).toEqual({});
});

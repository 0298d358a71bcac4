import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusalOf } from '../../../cloudfunctions/core/vendor-calls';
import * as ezviz from '../../../cloudfunctions/vendors/ezviz/codes';
import * as onenet from '../../../cloudfunctions/vendors/onenet/codes';
import * as ovopark from '../../../cloudfunctions/vendors/ovopark/codes';

/** The code tables of docs/vendors.md, by heading. Each lists a guide's codes with what becomes of them. */
const TABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EZVIZ: ezviz.refusals,
  'EZVIZ: inner codes of 111012': ezviz.voiceRefusals,
  'EZVIZ: `taskStatus` of a clip': ezviz.taskFailures,
  'EZVIZ: `status` of a clip’s file': ezviz.fileFailures,
  'OneNET: any call': onenet.generalRefusals,
  'OneNET: channels': onenet.channelRefusals,
  'OneNET: live addresses': onenet.liveRefusals,
  'OneNET: object store': onenet.objectRefusals,
  'OneNET: `cmd_status` of a command': onenet.commandRefusals,
  'OneNET: `resp_code` of a device': onenet.deviceRefusals,
  'OneNET: deleting a recording': onenet.deletionRefusals,
  Ovopark: ovopark.refusals,
  'Ovopark: `data.result` of a clip download': { ...ovopark.clipBusy, ...ovopark.clipRefused },
};

/** Tables that take in the one of any call where they have no row of their own. */
const INHERITING = ['OneNET: channels', 'OneNET: live addresses'];

const text = readFileSync(join(__dirname, '../../../docs/vendors.md'), 'utf8');
const documented = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section): [string, ReadonlyMap<string, string>] => {
      const heading = section.slice(0, section.indexOf('\n')).trim();
      const rows = [
        ...section.matchAll(/^\| (-?\d+) +\| .*? +\| (`vendor-quota`, the account rests|`[a-z-]+`) +\|$/gm),
      ];
      return [heading, new Map(rows.map(([, code = '', error = '']) => [code, meaningOf(error)]))];
    }),
);

function meaningOf(cell: string): string {
  return cell.includes('rests') ? 'pause' : cell.replaceAll('`', '');
}

const walk = [...documented].flatMap(([heading, rows]) => [...rows].map(([code, error]) => ({ heading, code, error })));

test('the document has every table of codes, and no other', () => {
  expect([...documented.keys()]).toEqual(Object.keys(TABLES));
});

test.each(walk)('$heading: $code is $error', ({ heading, code, error }) => {
  expect(TABLES[heading]?.[code]).toBe(error);
});

test.each(Object.entries(TABLES))('%s: no code is known that the document does not list', (heading, table) => {
  const listed = new Map([
    ...(INHERITING.includes(heading) ? (documented.get('OneNET: any call') ?? []) : []),
    ...(documented.get(heading) ?? []),
  ]);
  expect(Object.fromEntries(listed)).toEqual(table);
});

test.each([
  ['EZVIZ live and playback', ezviz.refusals, '10001 10002 20001 20002 20007 20018 49999 50000 60019'],
  ['EZVIZ samples', ezviz.refusals, '10029 111012 20007 20008'],
  ['OneNET objects', onenet.objectRefusals, '400 401 403 404 405 413 500 502 503 504 1001 1002 1003'],
  ['OneNET channels', onenet.channelRefusals, '16 17'],
  ['OneNET commands', onenet.commandRefusals, '0 3 5 6'],
  ['Ovopark gateway', ovopark.refusals, '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 -100 -500 -999 103064 103092'],
  ['Ovopark clips', { ...ovopark.clipBusy, ...ovopark.clipRefused }, '1 2 -1 -2 -3 -4 -5 -6'],
])('every refusal that the guide prints for %s has a row', (_, table, codes) => {
  for (const code of codes.split(' ')) expect(Object.keys(table)).toContain(code);
});

test('a code that no guide prints is vendor-protocol, even one named like a part of every object', () => {
  for (const code of ['31337', '', 'constructor', '__proto__', 'toString']) {
    expect(refusalOf(ezviz.refusals, code)).toBe('vendor-protocol');
  }
});

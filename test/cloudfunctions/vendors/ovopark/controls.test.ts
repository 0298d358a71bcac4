import * as v from 'valibot';
import type { PtzMotion } from '../../../../cloudfunctions/core/capabilities';
import { createOvoparkDriver } from '../../../../cloudfunctions/vendors/ovopark/driver';
import { ovoparkCredentials } from '../../../../cloudfunctions/vendors/ovopark/wire';
import { makeDriverDeps, makeHttp } from '../../../support/driver-deps';
import { makeHastyClock, START } from '../../../support/fake-clock';

const ACCOUNT = {
  liveUrl: 'http://cloudapi.example/cloud.api',
  gatewayUrl: 'http://openapi.example/m.api',
  accessKey: 'S107-00000001',
  accessSecret: 'secret',
};
const ADDRESS = { deviceId: '12345', channelId: '1', groupId: '77' };

function makeRig(data: unknown) {
  const { http, asked } = makeHttp(() => ({ stat: { code: '0', codename: 'SUCCESS' }, result: 'ok', data }));
  const deps = makeDriverDeps(v.parse(ovoparkCredentials, ACCOUNT), http, makeHastyClock());
  return { driver: createOvoparkDriver(deps), asked };
}

const COMMANDS: readonly (readonly [PtzMotion, string, string])[] = [
  ['up', '1', '6'],
  ['down', '2', '6'],
  ['left', '3', '6'],
  ['right', '4', '6'],
  ['zoom-in', '7', '9'],
  ['zoom-out', '8', '9'],
];

test.each(COMMANDS)('%s begins by command %s, sent once, and ends by %s, which may be repeated', async (...row) => {
  const [motion, begin, end] = row;
  const { driver, asked } = makeRig(true);
  expect(await driver.ptz?.start(ADDRESS, motion, 1)).toBe('moved');
  await driver.ptz?.stop(ADDRESS, motion);
  expect(asked.map(({ fields }) => fields.commandValue)).toEqual([begin, end]);
  expect(asked.map(({ request }) => request.kind)).toEqual(['command', 'repeatable-command']);
  const fields = { _mt: 'open.shopweb.device.ptzCtrlAll', _version: 'v1', id: '12345', param1: '8', param2: '8' };
  for (const one of asked) expect(one.fields).toMatchObject(fields);
  expect(asked[0]?.request.url).toBe(ACCOUNT.gatewayUrl);
});

test.each([
  [0, '1'],
  [0.5, '5'],
  [1, '8'],
])('speed %d is %s, no faster than the page recommends', async (speed, theirs) => {
  const { driver, asked } = makeRig(true);
  await driver.ptz?.start(ADDRESS, 'left', speed);
  expect(asked[0]?.fields).toMatchObject({ param1: theirs, param2: theirs });
});

test('every motion on offer has its commands; another costs no call', async () => {
  const { driver, asked } = makeRig(true);
  expect(driver.ptz?.motions).toEqual(COMMANDS.map(([motion]) => motion));
  await expect(driver.ptz?.start(ADDRESS, 'up-left', 1)).rejects.toMatchObject({ code: 'unsupported' });
  expect(asked).toHaveLength(0);
});

test('“false” is not done, whatever else the answer may hold', async () => {
  await expect(makeRig(false).driver.ptz?.start(ADDRESS, 'up', 1)).rejects.toMatchObject({ code: 'device-busy' });
  for (const data of [null, {}, 'x', undefined]) {
    expect(await makeRig(data).driver.ptz?.start(ADDRESS, 'up', 1)).toBe('moved');
  }
});

test('a snapshot is taken once, and found at the address that the answer names', async () => {
  const { driver, asked } = makeRig({ url: 'http://pictures.example/a/b.jpg?c=d' });
  expect(await driver.snapshots?.take(ADDRESS)).toEqual({
    name: 'b.jpg',
    takenAt: START,
    bytes: null,
    url: 'http://pictures.example/a/b.jpg?c=d',
  });
  expect(asked[0]?.fields).toMatchObject({ _mt: 'open.shopweb.device.snapshot', _version: 'v1', id: '12345' });
  expect(asked.map(({ request }) => request.kind)).toEqual(['command']);
});

test.each([[null], [{}], [{ url: 'file:///etc' }]])('a snapshot answered with %j is no picture', async (data) => {
  await expect(makeRig(data).driver.snapshots?.take(ADDRESS)).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test('the list of its store says whether a device turns', async () => {
  const motionsOf = async (device: object, groupId: string | null = '77') => {
    const { driver } = makeRig({ list: [{ id: '77', name: '店', devices: [{ id: '12345', name: 'a', ...device }] }] });
    return (await driver.readAbilities!({ ...ADDRESS, groupId })).motions;
  };
  expect(await motionsOf({ ptzEnable: 1 })).toHaveLength(6);
  expect(await motionsOf({ ptzEnable: 0 })).toEqual([]);
  // Without a word of it, it has to be tried.
  expect(await motionsOf({})).toHaveLength(6);
  expect(await motionsOf({ ptzEnable: 0 }, null)).toHaveLength(6);
});

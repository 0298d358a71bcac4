import { describeCameras } from '../../sandbox/demo-cameras';
import { makeFleet, type FleetVendor } from '../../sandbox/fleet';

const simulator = (vendor: FleetVendor, withoutPower: readonly string[] = []) => ({
  vendor,
  hasPower: (serial: string) => !withoutPower.includes(serial),
});

test('the demo’s cameras are told as a plug’s endpoint names them, with whether they have power', () => {
  const simulators = [simulator('ezviz', ['K10000006']), simulator('onenet'), simulator('ovopark')];
  const described = describeCameras(makeFleet(), simulators);
  expect(described).toHaveLength(28);
  expect(described[0]).toEqual({
    ...{ vendor: 'ezviz', serial: 'K10000001', channel: '1', name: '收银台', storeName: '南京路店', trait: 'normal' },
    hasPower: true,
  });
  expect(described.filter(({ hasPower }) => !hasPower).map(({ serial }) => serial)).toEqual(['K10000006']);
});

test('of a chain of thousands the first hundred are told', () => {
  expect(describeCameras(makeFleet(10_000), [])).toHaveLength(100);
});

import { startOvopark } from '../../../../sandbox/vendors/ovopark/index';
import { describeClipsContract } from '../../../support/clips-contract';
import { describeDriverContract } from '../../../support/driver-contract';
import { describeSteeringContract } from '../../../support/steering-contract';
import { makeCamera, withTrait } from '../../../sandbox/vendors/support';

describeDriverContract({
  vendor: 'ovopark',
  start: startOvopark,
  serial: (n) => String(130_000 + n),
  secret: 'accessSecret',
  severalPages: 220,
  hasQuota: true,
});

describeClipsContract({
  vendor: 'ovopark',
  start: startOvopark,
  offlineSerial: '130003',
  places: ['device'],
  format: 'flv',
});

describeSteeringContract({
  vendor: 'ovopark',
  start: startOvopark,
  cameras: [makeCamera('ovopark')],
  offline: withTrait('ovopark', 'offline', '130003'),
  lensOf: (simulator, { serial, channel }) => ({ ...simulator.inspect(serial, channel)?.lens }),
});

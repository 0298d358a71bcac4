import { startEzviz } from '../../../../sandbox/vendors/ezviz/index';
import { describeClipsContract } from '../../../support/clips-contract';
import { describeDriverContract } from '../../../support/driver-contract';
import { describeLookBackContract } from '../../../support/look-back-contract';
import { describeSteeringContract } from '../../../support/steering-contract';
import { makeCamera, withTrait } from '../../../sandbox/vendors/support';

describeDriverContract({
  vendor: 'ezviz',
  start: startEzviz,
  serial: (n) => `K${10_000_000 + n}`,
  secret: 'appSecret',
  severalPages: 120,
  hasQuota: true,
});

describeLookBackContract({
  vendor: 'ezviz',
  start: startEzviz,
  offlineSerial: 'K10000002',
  places: ['device', 'cloud'],
  tireless: [
    {
      camera: makeCamera('ezviz', { serial: 'K10000006', device: 2, label: 'TIRELESS' }),
      calls: { device: 2, cloud: 1 },
    },
  ],
});

describeClipsContract({
  vendor: 'ezviz',
  start: startEzviz,
  offlineSerial: 'K10000002',
  places: ['device', 'cloud'],
  format: 'mp4',
});

describeSteeringContract({
  vendor: 'ezviz',
  start: startEzviz,
  // A camera that turns, and a dome that zooms and focuses and knows no slow speed.
  cameras: [makeCamera('ezviz'), makeCamera('ezviz', { serial: 'K10000005', device: 5 })],
  offline: withTrait('ezviz', 'offline', 'K10000007'),
  lensOf: (simulator, { serial, channel }) => ({ ...simulator.inspect(serial, channel)?.position }),
});

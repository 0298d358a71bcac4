import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import { describeDriverContract } from '../../../support/driver-contract';
import { describeLookBackContract } from '../../../support/look-back-contract';
import { describeSteeringContract } from '../../../support/steering-contract';
import { makeCamera, withTrait } from '../../../sandbox/vendors/support';

describeDriverContract({
  vendor: 'onenet',
  start: startOnenet,
  serial: (n) => String(2_160_000 + n),
  secret: 'apiKey',
  severalPages: 220,
  hasQuota: false,
});

describeLookBackContract({
  vendor: 'onenet',
  start: startOnenet,
  offlineSerial: '2160002',
  places: ['device', 'cloud'],
  // Of an edition that begins a file with each hour.
  tireless: [
    {
      camera: makeCamera('onenet', { serial: '2160006', device: 2, label: 'TIRELESS', trait: 'main-only' }),
      calls: { device: 7, cloud: 2 },
    },
  ],
});

describeSteeringContract({
  vendor: 'onenet',
  start: startOnenet,
  cameras: [makeCamera('onenet')],
  offline: withTrait('onenet', 'offline', '2160002'),
  lensOf: (simulator, { serial, channel }) => ({ ...simulator.inspect(serial, channel)?.lens }),
});

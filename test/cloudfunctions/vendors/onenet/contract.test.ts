import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import { describeDriverContract } from '../../../support/driver-contract';
import { describeLookBackContract } from '../../../support/look-back-contract';

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
});

import { startEzviz } from '../../../../sandbox/vendors/ezviz/index';
import { describeDriverContract } from '../../../support/driver-contract';
import { describeLookBackContract } from '../../../support/look-back-contract';

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
});

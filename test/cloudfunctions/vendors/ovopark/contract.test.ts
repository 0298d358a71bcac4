import { startOvopark } from '../../../../sandbox/vendors/ovopark/index';
import { describeClipsContract } from '../../../support/clips-contract';
import { describeDriverContract } from '../../../support/driver-contract';

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

import { startOvopark } from '../../../../sandbox/vendors/ovopark/index';
import { describeDriverContract } from '../../../support/driver-contract';

describeDriverContract({
  vendor: 'ovopark',
  start: startOvopark,
  serial: (n) => String(130_000 + n),
  secret: 'accessSecret',
  severalPages: 220,
  hasQuota: true,
});

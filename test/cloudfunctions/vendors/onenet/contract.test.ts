import { startOnenet } from '../../../../sandbox/vendors/onenet/index';
import { describeDriverContract } from '../../../support/driver-contract';

describeDriverContract({
  vendor: 'onenet',
  start: startOnenet,
  serial: (n) => String(2_160_000 + n),
  secret: 'apiKey',
  severalPages: 220,
  hasQuota: false,
});

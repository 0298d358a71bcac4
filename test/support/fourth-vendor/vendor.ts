import { defineVendor } from '../../../cloudfunctions/vendors/index';
import { createNorthcamDriver } from './driver/driver';
import { northcamForm } from './driver/form';
import { northcamCredentials } from './driver/wire';

/** What would be the row in the list of vendors. */
export const northcam = defineVendor({
  id: 'northcam',
  credentials: northcamCredentials,
  form: northcamForm,
  createDriver: createNorthcamDriver,
});

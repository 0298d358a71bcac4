import type { ImportCalls } from '../../../typings/contract/upkeep';
import type { Handlers } from '../../core/handler';
import { cameraAdd } from './camera-add';
import { importCheck } from './import-check';
import { importRefresh } from './import-refresh';
import { offerList } from './offer-list';
import { offerTake } from './offer-take';

/** Cameras that are to come here. */
export const importHandlers: Handlers<keyof ImportCalls> = {
  'import.refresh': importRefresh,
  'import.check': importCheck,
  'offer.list': offerList,
  'offer.take': offerTake,
  'camera.add': cameraAdd,
};

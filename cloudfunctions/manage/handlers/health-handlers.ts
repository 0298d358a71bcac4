import type { HealthCalls } from '../../../typings/contract/health';
import type { Handlers } from '../../core/handler';
import { cameraHealth } from './camera-health';

/** How cameras are. */
export const healthHandlers: Handlers<keyof HealthCalls> = {
  'camera.health': cameraHealth,
};

import type { Phone } from '../phone';
import { ApiFailure, asyncApi } from './api';

/** Scopes of a mini-program. The phone grants what its own system permission allows and forgets on reload. */
export function permissionApis({ device }: Phone) {
  const granted: Record<string, boolean> = {};
  const allows = (scope: string): boolean => scope !== 'scope.record' || device.state.microphone === 'authorized';
  return {
    getSetting: asyncApi('getSetting', () => ({ authSetting: { ...granted } })),
    openSetting: asyncApi('openSetting', () => ({ authSetting: { ...granted } })),
    authorize: asyncApi<{ scope: string }>('authorize', ({ scope = '' }) => {
      granted[scope] = allows(scope);
      if (!allows(scope)) throw new ApiFailure('auth deny');
    }),
  };
}

import { CallError } from '../../cloudfunctions/core/errors';
import type { FakeDriver } from './cloud-rig';

const CAPABILITIES = ['ptz', 'presets', 'talk', 'switches', 'pictures', 'devices', 'tools'] as const;

/** The vendor does what it is told next by a method of this name, and nobody hears of it. */
export function loseAnswer(driver: FakeDriver, method: string): void {
  let isLost = false;
  const lose = (): void => {
    if (isLost) return;
    isLost = true;
    throw new CallError('vendor-unavailable', 'no answer');
  };
  for (const name of CAPABILITIES) {
    const capability = driver[name];
    if (capability !== undefined) Reflect.set(driver, name, losing(capability, method, lose));
  }
}

function losing<T extends object>(target: T, method: string, lose: () => void): T {
  return new Proxy(target, {
    get(_, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member === 'object' && member !== null) return losing(member, method, lose);
      if (typeof member !== 'function' || name !== method) return member;
      return async (...given: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(member, target, given);
        lose();
        return answer;
      };
    },
  });
}

import { hold, letGo, madeBy } from './holdings';

/** What the preview needs of a reaction of MobX: it is tracked when it runs, and ends when it is disposed of. */
interface Reaction {
  track: (this: Reaction, act: () => void) => void;
  dispose: (this: Reaction) => void;
}

/** Follows the reactions of the mini-program's MobX from their first run to their end. */
export function watchReactions(library: unknown): void {
  const prototype = prototypeIn(library);
  if (prototype === null) return;
  const { track, dispose } = prototype;
  const known = new WeakSet<Reaction>();
  prototype.track = function (this: Reaction, act) {
    if (!known.has(this)) hold(this, 'reaction', madeBy());
    known.add(this);
    track.call(this, act);
  };
  prototype.dispose = function (this: Reaction) {
    known.add(this);
    letGo(this);
    dispose.call(this);
  };
}

function prototypeIn(library: unknown): Reaction | null {
  const found: unknown = typeof library === 'object' && library !== null ? Reflect.get(library, 'Reaction') : undefined;
  return typeof found === 'function' ? (found.prototype as Reaction) : null;
}

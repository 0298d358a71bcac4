import { behaviorOf } from '../elements/define';
import { isInstance, queryIn } from '../glass/instance';
import type { Phone } from '../phone';
import { IntersectionWatch, type IntersectionOptions } from './intersection';
import { SelectorQuery } from './query';

/** APIs that hand out an object to work with. */
export function contextApis({ stack }: Phone) {
  /** Looks in the component given, else in the page on top; a context that finds nothing fails when it is used. */
  const contextOf =
    (tag: string) =>
    (id: string, component?: unknown): object => {
      const scope = isInstance(component) ? component : stack.top.instance;
      const element = queryIn(scope, `#${id}`)[0];
      const context = element === undefined ? undefined : behaviorOf(element)?.context();
      return context ?? absentContext(`no <${tag}> with id ${id}${isInstance(component) ? '' : ' on the page itself'}`);
    };
  return {
    createSelectorQuery: () => new SelectorQuery(stack, null),
    createIntersectionObserver: (component: unknown, options: IntersectionOptions = {}) => {
      if (!isInstance(component)) throw new Error('createIntersectionObserver needs a page or component');
      return new IntersectionWatch(stack, component, options);
    },
    createLivePlayerContext: contextOf('live-player'),
    createVideoContext: contextOf('video'),
  };
}

interface Callbacks {
  readonly fail?: (error: { errMsg: string }) => void;
  readonly complete?: (error: { errMsg: string }) => void;
}

/** A phone hands out a context for any id; each command on it then fails. */
function absentContext(reason: string): object {
  return new Proxy(
    {},
    {
      get:
        (_, name) =>
        (options: Callbacks = {}) => {
          const error = { errMsg: `${String(name)}:fail ${reason}` };
          options.fail?.(error);
          options.complete?.(error);
        },
    },
  );
}

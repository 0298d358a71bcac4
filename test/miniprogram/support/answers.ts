import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import type { Call } from '../../../miniprogram/services/call';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';

type Answer<A extends Action> = (input: InputOf<A>) => OutputOf<A> | Promise<OutputOf<A>>;

/** A cloud that answers the calls of one test; any other is a mistake of the test. */
export class Answers {
  readonly made: { readonly action: Action; readonly data: unknown }[] = [];
  private readonly answers = new Map<Action, (input: never) => unknown>();

  readonly call: Call = async <A extends Action>(action: A, data: InputOf<A>) => {
    this.made.push({ action, data });
    const answer = this.answers.get(action);
    if (answer === undefined) throw new Error(`nobody answers ${action}`);
    return (await answer(data as never)) as OutputOf<A>;
  };

  on<A extends Action>(action: A, answer: Answer<A>): this {
    this.answers.set(action, answer);
    return this;
  }

  /** From now on the call fails so. */
  refuse(action: Action, code: FailureCode, retryAt: number | null = null): this {
    this.answers.set(action, () => Promise.reject(new CallFailed(code, 'R1', retryAt)));
    return this;
  }

  inputs<A extends Action>(action: A): readonly InputOf<A>[] {
    return this.made.filter((made) => made.action === action).map(({ data }) => data as InputOf<A>);
  }
}

/** Something that a test ends when it pleases. */
export function makeDeferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return { promise, resolve, reject };
}

import * as v from 'valibot';
import { CloudFailure } from './failure';

/** What follows `requestId` in the reply of an action. */
export type Reply = Readonly<Record<string, unknown>>;
/** Some actions answer in bytes, with nothing around them. */
type Answer = Reply | Buffer;
export type Action = (body: unknown) => Answer | Promise<Answer>;
/** Every action served, by the name the SDK calls it. */
export type Actions = Readonly<Record<string, Action>>;

/** An action whose body is checked first. The SDK adds fields of its own to every body; they are ignored. */
export function action<const S extends v.ObjectEntries>(
  entries: S,
  run: (body: v.InferOutput<v.ObjectSchema<S, undefined>>) => Answer | Promise<Answer>,
): Action {
  const schema = v.object(entries);
  return (body) => {
    const parsed = v.safeParse(schema, body);
    if (parsed.success) return run(parsed.output);
    const [issue] = parsed.issues;
    throw new CloudFailure('INVALID_PARAM', `${v.getDotPath(issue) ?? 'the body'}: ${issue.message}`);
  };
}

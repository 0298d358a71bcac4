import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';

/** One of the templates that the mini-program has chosen in WeChat's console; each permission for it is used once. */
export interface MessageTemplate {
  readonly id: string;
  readonly title: string;
  /** What stands before each field's text, by the field's name (`thing1`), in the order they are shown in. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A service message as it lies in somebody's WeChat. */
export interface ServiceMessage {
  readonly openid: string;
  readonly templateId: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  /** What a tap opens, `folder/page?query`; null where a tap opens nothing. */
  readonly page: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** WeChat's own side of subscribe messages: what people have allowed, and what has been delivered to them. */
export interface ServiceMessages {
  readonly templates: readonly MessageTemplate[];
  /** Somebody has said yes to a template: one message more may be sent. False where there is no such template. */
  allow(openid: string, templateId: string): boolean;
  /** How many more messages of a template somebody may be sent. */
  left(openid: string, templateId: string): number;
  /** Delivers, and uses one permission up; false where there is none left. */
  deliver(message: ServiceMessage): boolean;
  /** The last 200, the oldest first. */
  delivered(): readonly ServiceMessage[];
  /** Tells `listener` of every later one; the returned function ends that. */
  onDelivery(listener: (message: ServiceMessage) => void): () => void;
}

const KEPT = 200;
const stateSchema = v.object({
  allowed: v.record(v.string(), v.number()),
  delivered: v.array(
    v.object({
      ...{
        openid: v.string(),
        templateId: v.string(),
        title: v.string(),
        page: v.nullable(v.string()),
        at: v.number(),
      },
      rows: v.array(v.object({ label: v.string(), text: v.string() })),
    }),
  ),
});
type State = v.InferOutput<typeof stateSchema>;

const keyOf = (openid: string, templateId: string): string => `${openid} ${templateId}`;

/** Kept in `file`, for WeChat does not forget when the functions start anew. */
export function openServiceMessages(file: string, templates: readonly MessageTemplate[]): ServiceMessages {
  let state = read(file);
  const listeners = new Set<(message: ServiceMessage) => void>();
  const keep = (next: State): void => {
    state = next;
    // Beside it first: whoever is killed while writing leaves the whole of what was there.
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  };
  const left = (openid: string, templateId: string): number => state.allowed[keyOf(openid, templateId)] ?? 0;
  const count = (openid: string, templateId: string, change: 1 | -1): State['allowed'] => ({
    ...state.allowed,
    [keyOf(openid, templateId)]: left(openid, templateId) + change,
  });
  return {
    templates,
    left,
    allow(openid, templateId) {
      if (!templates.some(({ id }) => id === templateId)) return false;
      keep({ ...state, allowed: count(openid, templateId, 1) });
      return true;
    },
    deliver(message) {
      const { openid, templateId, rows } = message;
      if (left(openid, templateId) === 0) return false;
      const delivered = [...state.delivered, { ...message, rows: [...rows] }].slice(-KEPT);
      keep({ allowed: count(openid, templateId, -1), delivered });
      for (const listener of listeners) listener(message);
      return true;
    },
    delivered: () => state.delivered,
    onDelivery(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A file that is none of ours is as good as none: it holds nothing that anybody was promised. */
function read(file: string): State {
  const empty: State = { allowed: {}, delivered: [] };
  if (!existsSync(file)) return empty;
  try {
    const parsed = v.safeParse(stateSchema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : empty;
  } catch {
    return empty;
  }
}

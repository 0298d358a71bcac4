import * as v from 'valibot';
import type { NoticeKind } from '../../../typings/contract/health';

/** A template as this installation has it at WeChat, with its own names of the fields; each name tells its kind. */
export interface NoticeTemplate {
  readonly template: string;
  /** What of it says which camera, and which store: text of at most 20 characters. */
  readonly camera: string;
  readonly store: string;
  /** What says since or from when. */
  readonly time: string;
  /** What says what to do, or how long it lasted: text, or a phrase of at most 5; null where the template has no room. */
  readonly note: string | null;
}

export type NoticeTemplates = Readonly<Record<NoticeKind, NoticeTemplate>>;

const text = v.pipe(v.string(), v.regex(/^thing\d{1,3}$/));
const time = v.pipe(v.string(), v.regex(/^(time|date)\d{1,3}$/));
const note = v.pipe(v.string(), v.regex(/^(thing|phrase)\d{1,3}$/));

const template = v.pipe(
  v.strictObject({
    template: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
    camera: text,
    store: text,
    time,
    note: v.optional(v.nullable(note), null),
  }),
  v.check(({ camera, store, note: third }) => new Set([camera, store, third]).size === 3, 'a field twice'),
);

const templates = v.pipe(
  v.strictObject({ offline: template, back: template }),
  v.check(({ offline, back }) => offline.template !== back.template, 'one template for both'),
);

/**
 * Reads `{ "offline": { "template", "camera", "store", "time", "note"? }, "back": { … } }`. Null where it is something
 * else. People are asked about each template by itself, so that one cannot serve for both.
 */
export function readTemplates(json: string): NoticeTemplates | null {
  try {
    return v.parse(templates, JSON.parse(json));
  } catch {
    return null;
  }
}

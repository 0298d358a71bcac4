import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { SourceProblem } from './problem';

const tags = v.optional(v.record(v.string(), v.string()), {});

/** What the preview reads of `app.json`; the rest passes through to the runtime. */
const appJson = v.looseObject({
  pages: v.pipe(v.array(v.string()), v.minLength(1)),
  entryPagePath: v.optional(v.string()),
  usingComponents: tags,
  subPackages: v.optional(v.array(v.looseObject({ root: v.string(), pages: v.array(v.string()) }))),
  subpackages: v.optional(v.array(v.looseObject({ root: v.string(), pages: v.array(v.string()) }))),
  themeLocation: v.optional(v.string()),
});
export type AppJson = v.InferOutput<typeof appJson>;

/** What the preview reads of a page's or component's JSON. */
const componentJson = v.looseObject({
  component: v.optional(v.boolean()),
  usingComponents: tags,
  componentGenerics: v.optional(
    v.record(v.string(), v.union([v.literal(true), v.looseObject({ default: v.optional(v.string()) })])),
  ),
  styleIsolation: v.optional(v.string()),
});
export type ComponentJson = v.InferOutput<typeof componentJson>;

const themeJson = v.looseObject({
  light: v.optional(v.record(v.string(), v.string()), {}),
  dark: v.optional(v.record(v.string(), v.string()), {}),
});
export type ThemeJson = v.InferOutput<typeof themeJson>;

export const readAppJson = (file: string): AppJson => read(file, appJson);
export const readThemeJson = (file: string): ThemeJson => read(file, themeJson);
/** A component without a JSON file is one with an empty one. */
export const readComponentJson = (file: string): ComponentJson =>
  existsSync(file) ? read(file, componentJson) : v.parse(componentJson, {});

function read<S extends v.GenericSchema>(file: string, schema: S): v.InferOutput<S> {
  if (!existsSync(file)) throw new SourceProblem(file, null, 'is missing');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SourceProblem(file, null, error instanceof Error ? error.message : 'is not JSON');
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new SourceProblem(file, null, `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
}

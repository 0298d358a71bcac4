import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { BEFORE_SCRIPT, createLogicLayer } from './logic-layer';
import { asWritten, literally, type Problem } from './problem';
import type { AppJson } from './tags';

interface Failure {
  readonly dir: string;
  readonly written: string;
  readonly app: AppJson;
  /** The compiled script that was run, within `dir`. */
  readonly file: string;
  readonly error: unknown;
}

/**
 * Where a compiled script threw. The compiler leaves no map of its lines, so what was written is run again, each file
 * with a map of its own; what then does not throw is told as it was compiled.
 */
export function scriptFailure({ dir, written, app, file, error }: Failure): Problem {
  const maps = new Map<string, SourceMap>();
  const layer = createLogicLayer(dir, app, (path) => {
    const own = relative(dir, path);
    const source = asWritten(written, own);
    if (!existsSync(join(written, source)) || source === own) return readFileSync(path, 'utf8');
    const { outputText, sourceMapText } = transpile(readFileSync(join(written, source), 'utf8'), source);
    maps.set(own, new SourceMap(JSON.parse(sourceMapText ?? '{}') as SourceMapPayload));
    return outputText;
  });
  try {
    layer.run(join(dir, file));
    return placeOf(dir, file, error);
  } catch (again) {
    const place = placeOf(dir, file, again);
    const map = maps.get(place.file);
    if (map === undefined) return placeOf(dir, file, error);
    const entry = map.findEntry((place.line ?? 1) - 1, place.column);
    const line = 'originalLine' in entry ? entry.originalLine + 1 : null;
    return { file: asWritten(written, place.file), line, message: place.message };
  }
}

/** Where the innermost of our scripts was, which need not be the one that was run. */
function placeOf(dir: string, file: string, error: unknown): Problem & { readonly column: number } {
  const { message = String(error), stack = '' } = isErrorLike(error) ? error : {};
  const [, inside = file, line, column] =
    new RegExp(`${literally(dir)}/([^:\\s]+\\.js):(\\d+)(?::(\\d+))?`).exec(stack) ?? [];
  const before = line === '1' ? BEFORE_SCRIPT.length : 0;
  return {
    file: inside,
    line: line === undefined ? null : Number(line),
    message,
    column: Math.max(0, Number(column ?? 1) - 1 - before),
  };
}

const transpile = (text: string, fileName: string): ts.TranspileOutput =>
  ts.transpileModule(text, {
    fileName,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2020,
      esModuleInterop: true,
      sourceMap: true,
    },
  });

/** What another realm throws is no Error of this one. */
const isErrorLike = (error: unknown): error is { readonly message: string; readonly stack: string } =>
  typeof error === 'object' &&
  error !== null &&
  typeof Reflect.get(error, 'message') === 'string' &&
  typeof Reflect.get(error, 'stack') === 'string';

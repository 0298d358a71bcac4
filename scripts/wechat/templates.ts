import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { listFiles, type Problem } from './problem';

/** Runs WeChat's own template and style compilers over every file below `dir`. Answers what they complain of. */
export function compileTemplates(dir: string): readonly Problem[] {
  const files = listFiles(dir);
  const styles = files.filter((file) => file.endsWith('.wxss'));
  return [
    ...run('wcc', templateArguments(dir, files), dir),
    ...run('wcsc', ['-lc', '-db', '-pc', String(styles.length), ...styles.map((file) => `./${file}`)], dir),
  ];
}

function templateArguments(dir: string, files: readonly string[]): readonly string[] {
  const templates = files.filter((file) => file.endsWith('.wxml'));
  const scripts = files.filter((file) => file.endsWith('.wxs'));
  const components = templates.flatMap((file) => {
    const tags = usedTags(join(dir, file.replace(/\.wxml$/, '.json')));
    return tags === null ? [] : [[`./${file}`, String(tags.length), ...tags]];
  });
  const table = [String(components.length), ...components.flat()].join(' ');
  return ['-d', '-cc', table, ...[...templates, ...scripts].map((file) => `./${file}`), '-gn', '$gwx'];
}

function usedTags(jsonFile: string): readonly string[] | null {
  if (!existsSync(jsonFile)) return null;
  const json = JSON.parse(readFileSync(jsonFile, 'utf8')) as { usingComponents?: Record<string, string> };
  return Object.keys(json.usingComponents ?? {});
}

function run(compiler: 'wcc' | 'wcsc', args: readonly string[], cwd: string): readonly Problem[] {
  const { status, stderr } = spawnSync(binary(compiler), args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  return status === 0 ? [] : problemsIn(stderr.trim() || `${compiler} ended with ${String(status)}`, cwd);
}

/** The compilers name a file and a line, each in a way of its own; the line after it says what is wrong. */
function problemsIn(told: string, dir: string): readonly Problem[] {
  const [, request, from] = /path `([^`]+)` not found from `(?:\.\/)?([^`]+)`/.exec(told) ?? [];
  if (request !== undefined && from !== undefined)
    return [{ file: from, line: lineOfText(join(dir, from), request), message: `${request} is not there` }];
  const [, file = '', line] = /(?:\.\/)?([\w@./-]+\.(?:wxml|wxss|wxs))[:(\s]*(?:line\s*)?(\d+)?/.exec(told) ?? [];
  return [{ file, line: line === undefined ? null : Number(line), message: told }];
}

const lineOfText = (file: string, text: string): number =>
  (readFileSync(file, 'utf8').split(text)[0] ?? '').split('\n').length;

function binary(name: string): string {
  const home = dirname(createRequire(__filename).resolve('miniprogram-compiler/package.json'));
  const file = join(home, 'bin', process.platform === 'linux' ? 'linux' : 'mac', name);
  chmodSync(file, 0o755); // npm drops the mode of files that the package does not declare as commands
  return file;
}

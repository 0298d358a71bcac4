import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ci from 'miniprogram-ci';
import { asWritten, lineWhere, literally, type Problem } from './problem';
import { offlineProject } from './project';

type Project = Parameters<typeof ci.analyseCode>[0];

/**
 * WeChat's own look at which file needs which, over the package in `dir`: what is needed and not there. The lines are
 * those of the files in `written`.
 */
export async function analyse(dir: string, written: string): Promise<readonly Problem[]> {
  const result = await ci.analyseCode(offlineProject(dir) as Project, { silent: true });
  if (result === undefined) return [{ file: 'app.json', line: null, message: 'it could not be analysed' }];
  return result.modules.flatMap(({ path, deps, errors = [], buildError }) => {
    const file = asWritten(written, path);
    const own = path.startsWith('miniprogram_npm/') ? [] : errors; // how others write their packages is theirs
    const wrong = [...own, ...(buildError === undefined ? [] : [buildError])].map(String);
    const missing = deps.flatMap(({ request, error }) => (error === undefined ? [] : [{ request, error }]));
    return [
      ...wrong.map((message) => ({ file, line: null, message })),
      ...missing.map(({ request, error }) => ({
        file,
        line: lineOfRequest(join(written, file), request),
        message: `${request}: ${error}`,
      })),
    ];
  });
}

/** Where a file asks for another: in quotes, as it is written. */
function lineOfRequest(file: string, request: string): number | null {
  if (!existsSync(file)) return null;
  return lineWhere(readFileSync(file, 'utf8'), new RegExp(`(['"\`])${literally(request)}\\1`));
}

import * as ci from 'miniprogram-ci';
import type { Problem } from './problem';
import { offlineProject } from './project';

type Project = Parameters<typeof ci.analyseCode>[0];

/** WeChat's own look at which file needs which, over the package in `dir`: what is needed and not there. */
export async function analyse(dir: string): Promise<readonly Problem[]> {
  const result = await ci.analyseCode(offlineProject(dir) as Project, { silent: true });
  if (result === undefined) return [{ file: 'app.json', line: null, message: 'it could not be analysed' }];
  return result.modules.flatMap(({ path, deps, errors = [], buildError }) => {
    const own = path.startsWith('miniprogram_npm/') ? [] : errors; // how others write their packages is theirs
    const wrong = [...own, ...(buildError === undefined ? [] : [buildError])].map(String);
    const missing = deps.flatMap(({ request, error }) => (error === undefined ? [] : [`${request}: ${error}`]));
    return [...wrong, ...missing].map((message) => ({ file: path, line: null, message }));
  });
}

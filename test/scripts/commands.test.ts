import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

test.each([
  ['deploy', 'cannot deploy: KANDIAN_ENV_ID is missing: the id of the CloudBase environment'],
  ['wechat-preview', 'cannot preview: KANDIAN_APPID is missing: the app id of the mini-program'],
  ['wechat-upload', 'cannot upload: KANDIAN_APPID is missing: the app id of the mini-program'],
])('%s without its settings ends with code 1 and one line', (command, line) => {
  const { PATH = '' } = process.env;
  const args = ['--import', 'tsx', `scripts/${command}.ts`];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env: { PATH }, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: `${line}\n`, stderr: '' });
});

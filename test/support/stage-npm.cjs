const { cpSync, existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');
const PACKAGES = ['@vant/weapp'];

/** Copies npm components below miniprogramRoot, as DevTools' "build npm" does: the test kit looks nowhere else. */
module.exports = function stageNpm() {
  for (const name of PACKAGES) stage(name);
};

function stage(name) {
  const source = path.join(ROOT, 'node_modules', name);
  const { version, miniprogram } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8'));
  const target = path.join(ROOT, 'miniprogram/miniprogram_npm', name);
  const stamp = path.join(target, '.staged');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;

  rmSync(target, { recursive: true, force: true });
  cpSync(path.join(source, miniprogram), target, { recursive: true });
  writeFileSync(stamp, version);
}

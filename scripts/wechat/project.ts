import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ci from 'miniprogram-ci';

export const ROOT = join(__dirname, '../..');

/** Any well-formed app id will do where nothing is sent to WeChat. */
const OFFLINE_APP_ID = 'wx0000000000000000';

/** Path inside the package → compiled bytes. */
export type CompiledPackage = ReadonlyMap<string, Buffer>;

type CompileOptions = Parameters<typeof ci.getCompiledResult>[0];

/** A project that asks WeChat for nothing: its attributes are the defaults that DevTools would fetch. */
function offlineProject(): ci.Project {
  const options: ConstructorParameters<typeof ci.Project>[0] & { attr: () => Promise<unknown> } = {
    appid: OFFLINE_APP_ID,
    type: 'miniProgram',
    projectPath: ROOT,
    privateKey: 'offline',
    ignores: ['node_modules/**/*'],
    attr: async () => ci.DefaultProjectAttr,
  };
  return new ci.Project(options);
}

/** Builds miniprogram/miniprogram_npm as DevTools' "build npm" does; a package that was skipped is an error. */
export async function packNpm(): Promise<readonly string[]> {
  const result = await ci.packNpmManually({
    packageJsonPath: join(ROOT, 'package.json'),
    miniprogramNpmDistDir: join(ROOT, 'miniprogram/'),
    ignores: [],
  });
  const packed = result.miniProgramPackNum + result.otherNpmPackNum;
  return packed > 0 ? [] : ['no npm package was packed'];
}

/** Compiles the whole app as WeChat's CI does, and leaves the result below `outDir`. */
export async function compile(outDir: string): Promise<CompiledPackage> {
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const compiled = await ci.getCompiledResult(compileOptions(), `${outDir}.zip`);
  const files = new Map<string, Buffer>();
  for (const [path, content] of Object.entries(compiled)) {
    const bytes = Buffer.from(content);
    files.set(path, bytes);
    mkdirSync(dirname(join(outDir, path)), { recursive: true });
    writeFileSync(join(outDir, path), bytes);
  }
  return files;
}

function compileOptions(): CompileOptions {
  return {
    // Its own class misses its own interface by one optional member.
    project: offlineProject() as CompileOptions['project'],
    version: '0.0.0',
    desc: '',
    setting: { useProjectConfig: true },
    threads: 2,
    onProgressUpdate: () => undefined,
  };
}

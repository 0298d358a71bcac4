import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type * as miniprogramCi from 'miniprogram-ci';
import { WrongSetting } from '../wrong-setting';
import { tellCiFailure } from './ci-failure';
import { readPicture } from './ci-picture';
import { readShipment, type Shipment } from './ci-settings';
import { leavingNoCache } from './compiler-cache';
import { quietly } from './quietly';

/** The part of WeChat's own tool that talks to WeChat. */
export type Ci = Pick<typeof miniprogramCi, 'Project' | 'preview' | 'upload'>;

type UploadOptions = Parameters<Ci['upload']>[0];
type UploadResult = Awaited<ReturnType<Ci['upload']>>;

export interface Tools {
  readonly ci: Ci;
  /** Packs the npm packages; answers what is wrong with them. */
  readonly packNpm: () => Promise<readonly string[]>;
}

export type Destination = 'preview' | 'upload';

export interface ShipOptions {
  readonly destination: Destination;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where project.config.json and package.json are. */
  readonly root: string;
  /** Where the QR code is put. */
  readonly outDir: string;
  /** They take seconds to load, so a wrong setting is told before. */
  readonly loadTools: () => Promise<Tools>;
  readonly print: (line: string) => void;
}

const KB = 1024;

/** The commands `wechat:preview` and `wechat:upload`: answers their exit code. What goes wrong is one line. */
export async function ship(options: ShipOptions): Promise<0 | 1> {
  const { destination, args, root, print } = options;
  try {
    const isDry = readFlag(args);
    const shipment = readShipment(options.environment, versionOf(root));
    print(`${isDry ? 'would ' : ''}${tell(destination, shipment)}`);
    if (isDry) return 0;
    const { ci, packNpm } = await quietly(options.loadTools);
    const problems = await quietly(packNpm);
    if (problems.length > 0) throw new Error(`the npm packages: ${problems.join('; ')}`);
    await leavingNoCache(root, () => send(shipment, ci, options));
    return 0;
  } catch (error) {
    print(`cannot ${destination}: ${tellCiFailure(error)}`);
    return 1;
  }
}

function readFlag(args: readonly string[]): boolean {
  const [flag, ...rest] = args;
  if (rest.length > 0 || (flag !== undefined && flag !== '--dry-run'))
    throw new WrongSetting('the option is --dry-run');
  return flag !== undefined;
}

function versionOf(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function tell(destination: Destination, { appid, robot, version, description }: Shipment): string {
  const words = description === '' ? '' : `: ${description}`;
  // WeChat gives every preview a version of its own.
  return `${destination} ${destination === 'upload' ? `${version} ` : ''}of ${appid} as robot ${robot}${words}`;
}

async function send(shipment: Shipment, ci: Ci, { destination, root, outDir, print }: ShipOptions): Promise<void> {
  const { appid, privateKey, robot, version, description } = shipment;
  const upload: UploadOptions = {
    project: createProject(ci, { appid, privateKey, root }),
    version,
    robot,
    desc: description,
    setting: { useProjectConfig: true },
    onProgressUpdate: () => undefined,
  };
  if (destination === 'upload') {
    printSizes(await quietly(() => ci.upload(upload)), print);
    return;
  }
  mkdirSync(outDir, { recursive: true });
  const file = join(outDir, 'preview.png');
  rmSync(file, { force: true });
  const result = await quietly(() => ci.preview({ ...upload, qrcodeFormat: 'image', qrcodeOutputDest: file }));
  printSizes(result, print);
  await showPicture(file, print);
}

function createProject(ci: Ci, { appid, privateKey, root }: { appid: string; privateKey: string; root: string }) {
  const ignores = ['node_modules/**/*'];
  const project = new ci.Project({ appid, privateKey, projectPath: root, type: 'miniProgram', ignores });
  // Its own class misses its own interface by one optional member.
  return project as UploadOptions['project'];
}

function printSizes({ subPackageInfo = [] }: UploadResult, print: (line: string) => void): void {
  for (const { name, size } of subPackageInfo) print(`${nameOf(name)}: ${Math.round(size / KB)} KB`);
}

/** WeChat calls the main package `__APP__` and all of them together `__FULL__`. */
function nameOf(name: string): string {
  if (name === '__FULL__') return 'all';
  return name === '__APP__' ? 'main' : name.replace(/^\/|\/$/g, '');
}

async function showPicture(file: string, print: (line: string) => void): Promise<void> {
  const { extension, drawing } = await readPicture(readFileSync(file));
  const kept = file.replace(/png$/, extension);
  if (kept !== file) renameSync(file, kept);
  if (drawing !== null) print(drawing);
  print(`scan ${kept} with WeChat`);
}

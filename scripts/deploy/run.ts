import type { Agent } from 'node:http';
import { parseArgs } from 'node:util';
import { WrongSetting } from '../wrong-setting';
import { createCloudApi } from './cloud-api';
import { readFound } from './found';
import { perform } from './perform';
import { plan } from './plan';
import type { Deployment, Variables } from './settings';
import { readDeployment } from './settings';
import { tellFailure, tellStep } from './tell';
import { readWanted } from './wanted';

export interface DeployOptions {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Builds the functions and answers where they are. */
  readonly buildFunctions: () => Promise<string>;
  readonly print: (line: string) => void;
  readonly wait: (ms: number) => Promise<void>;
  /** Where requests go instead of to Tencent Cloud. */
  readonly agent?: Agent;
}

interface Flags {
  readonly dryRun: boolean;
  readonly dropKeys: boolean;
}

/** The command `deploy`: answers its exit code. What goes wrong is one line. */
export async function deploy(options: DeployOptions): Promise<0 | 1> {
  const secrets = new Set<string>();
  try {
    const flags = readFlags(options.args);
    const deployment = readDeployment(options.environment);
    const { credentials, variables } = deployment;
    for (const secret of [credentials.secretKey, credentials.token ?? '', ...secretsIn(variables)]) secrets.add(secret);
    return await run({ deployment, flags, secrets }, options);
  } catch (error) {
    options.print(`cannot deploy: ${tellFailure(error, [...secrets])}`);
    return 1;
  }
}

function readFlags(args: readonly string[]): Flags {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean', default: false }, 'drop-keys': { type: 'boolean', default: false } },
    });
    return { dryRun: values['dry-run'], dropKeys: values['drop-keys'] };
  } catch {
    throw new WrongSetting('the options are --dry-run and --drop-keys');
  }
}

/** Shorter settings are numbers, and no secrets. */
const LEAST_SECRET = 8;

/** Values of variables that no line may hold, whoever set them; of a keyring each key, too. */
function secretsIn(variables: Variables): readonly string[] {
  const parts = Object.values(variables).flatMap((value) => [value, ...value.split(/[,:]/)]);
  return parts.filter(({ length }) => length >= LEAST_SECRET);
}

interface Run {
  readonly deployment: Deployment;
  readonly flags: Flags;
  /** Grows with what the functions are found to hold. */
  readonly secrets: Set<string>;
}

async function run({ deployment, flags, secrets }: Run, options: DeployOptions): Promise<0 | 1> {
  const { print, agent, wait } = options;
  const api = createCloudApi({ ...deployment, agent });
  const wanted = await readWanted(await options.buildFunctions(), deployment.variables);
  const found = await readFound(api, deployment.envId, wanted);
  for (const { variables } of found.functions.values()) for (const one of secretsIn(variables)) secrets.add(one);
  const steps = plan(wanted, found, flags);
  const changes = steps.filter(({ kind }) => kind !== 'leave');
  const isRefused = steps.some(({ kind }) => kind === 'refuse');
  print(`environment ${deployment.envId} in ${deployment.region}`);
  if (flags.dryRun || isRefused) {
    for (const step of steps) print(tellStep(step));
    print(isRefused ? 'nothing was changed: see what is refused' : `nothing was changed: ${changes.length} to do`);
    return isRefused ? 1 : 0;
  }
  for (const step of steps) {
    await perform(step, { api, place: found.place, wait });
    print(tellStep(step));
  }
  print(changes.length === 0 ? 'all is as wanted' : `${changes.length} done`);
  return 0;
}

import * as v from 'valibot';
import type { CloudApi } from './cloud-api';
import type { Place } from './found';
import { databaseParams, parse } from './found';
import type { Step, WantedIndex } from './plan';
import { COLLECTION_PERMISSION, describeCode, STORAGE_PERMISSION } from './plan';
import type { Variables } from './settings';
import type { FunctionCode, WantedTrigger } from './wanted';

export interface Performance {
  readonly api: CloudApi;
  readonly place: Place;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
}

type StepOf<K extends Step['kind']> = Extract<Step, { kind: K }>;

const HANDLER = 'index.main';
const POLL_MS = 1_000;
/** The platform is given five minutes. */
const MOST_POLLS = 300;

/** Does one step of the plan, and returns when the platform has really done it. */
export async function perform(step: Step, performance: Performance): Promise<void> {
  const { api, place } = performance;
  switch (step.kind) {
    case 'create-collection':
      return createCollection(step.name, performance);
    case 'restrict-collection':
      await api.request('tcb', 'ModifyDatabaseACL', {
        EnvId: place.envId,
        CollectionName: step.name,
        AclTag: COLLECTION_PERMISSION,
      });
      return;
    case 'create-index':
      return createIndex(step.collection, step.index, performance);
    case 'replace-index':
      await updateTable(step.collection, { DropIndexes: [{ IndexName: step.index.name }] }, performance);
      return createIndex(step.collection, step.index, performance);
    case 'restrict-storage':
      await api.request('tcb', 'ModifyStorageSafeRule', {
        EnvId: place.envId,
        Bucket: place.bucket,
        AclTag: STORAGE_PERMISSION,
      });
      return;
    case 'create-function':
      return createFunction(step, performance);
    case 'update-function':
      return updateFunction(step, performance);
    case 'create-trigger':
      return createTrigger(step.function, step.trigger, performance);
    case 'replace-trigger':
      await untilActive(step.function, performance);
      await api.request('scf', 'DeleteTrigger', triggerParams(step.function, step.trigger, place));
      return createTrigger(step.function, step.trigger, performance);
    case 'leave':
      return;
    case 'refuse':
      throw new Error(`${step.what}: ${step.why}`);
  }
}

/** Closed from its first moment: a collection made without permission can be read by everybody. */
async function createCollection(name: string, { api, place }: Performance): Promise<void> {
  await api.request('tcb', 'CreateTable', {
    ...databaseParams(place),
    TableName: name,
    PermissionInfo: { EnvId: place.envId, AclTag: COLLECTION_PERMISSION },
  });
}

function createIndex(collection: string, index: WantedIndex, performance: Performance): Promise<void> {
  const MgoKeySchema = {
    MgoIndexKeys: index.fields.map((field) => ({ Name: field, Direction: '1' })),
    MgoIsUnique: index.unique,
  };
  return updateTable(collection, { CreateIndexes: [{ IndexName: index.name, MgoKeySchema }] }, performance);
}

async function updateTable(collection: string, change: object, { api, place }: Performance): Promise<void> {
  await api.request('tcb', 'UpdateTable', { ...databaseParams(place), TableName: collection, ...change });
}

async function createFunction(step: StepOf<'create-function'>, performance: Performance): Promise<void> {
  const { api, place } = performance;
  const { name, runtime, timeoutS, memoryMb, code } = step.wanted;
  await api.request('scf', 'CreateFunction', {
    FunctionName: name,
    Namespace: place.namespace,
    Handler: HANDLER,
    Runtime: runtime,
    Timeout: timeoutS,
    MemorySize: memoryMb,
    Description: describeCode(code),
    Environment: toEnvironment(step.variables),
    Code: { ZipFile: toBase64(code) },
    InstallDependency: 'FALSE', // a bundle has its packages in it
    // What makes a function of SCF one of CloudBase's, as CloudBase's own tools set it.
    Role: 'TCB_QcsRole',
    Stamp: 'MINI_QCBASE',
    ...(place.logs ? { ClsLogsetId: place.logs.logset, ClsTopicId: place.logs.topic } : {}),
  });
  await untilActive(name, performance);
}

async function updateFunction(step: StepOf<'update-function'>, performance: Performance): Promise<void> {
  const { api, place } = performance;
  const target = { FunctionName: step.name, Namespace: place.namespace };
  await untilActive(step.name, performance); // a deployment before this one may have been cut short
  if (step.code) {
    await api.request('scf', 'UpdateFunctionCode', {
      ...target,
      Handler: HANDLER,
      Code: { ZipFile: toBase64(step.code) },
      InstallDependency: 'FALSE',
    });
    await untilActive(step.name, performance);
  }
  const { timeoutS, memoryMb, variables, description } = step.configuration;
  await api.request('scf', 'UpdateFunctionConfiguration', {
    ...target,
    ...(timeoutS === undefined ? {} : { Timeout: timeoutS }),
    ...(memoryMb === undefined ? {} : { MemorySize: memoryMb }),
    ...(variables === undefined ? {} : { Environment: toEnvironment(variables) }),
    ...(description === undefined ? {} : { Description: description }),
  });
  await untilActive(step.name, performance);
}

async function createTrigger(name: string, trigger: WantedTrigger, performance: Performance): Promise<void> {
  const { api, place } = performance;
  await untilActive(name, performance);
  const params = triggerParams(name, trigger, place);
  await api.request('scf', 'CreateTrigger', { ...params, TriggerDesc: trigger.cron, Enable: 'OPEN' });
}

function triggerParams(name: string, trigger: WantedTrigger, { namespace }: Place) {
  return { FunctionName: name, Namespace: namespace, TriggerName: trigger.name, Type: 'timer' };
}

const toEnvironment = (variables: Variables) => ({
  Variables: Object.entries(variables).map(([Key, Value]) => ({ Key, Value })),
});

const toBase64 = ({ zip }: FunctionCode): string => Buffer.from(zip).toString('base64');

const state = v.object({ Status: v.string(), StatusDesc: v.nullish(v.string()) });

/** The platform answers before it is done, and refuses whatever comes meanwhile. */
async function untilActive(name: string, { api, place, wait }: Performance): Promise<void> {
  const params = { FunctionName: name, Namespace: place.namespace, ShowCode: 'FALSE' };
  for (let polls = 0; polls < MOST_POLLS; polls += 1) {
    const { Status, StatusDesc } = parse('GetFunction', state, await api.request('scf', 'GetFunction', params));
    if (Status === 'Active') return;
    if (Status.endsWith('Failed')) throw new Error(`function ${name} is ${Status}: ${StatusDesc ?? 'no reason given'}`);
    await wait(POLL_MS);
  }
  throw new Error(`function ${name} is not ready after ${(MOST_POLLS * POLL_MS) / 60_000} minutes`);
}

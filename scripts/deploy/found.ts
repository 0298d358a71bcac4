import * as v from 'valibot';
import { inParallel } from '../../cloudfunctions/core/in-parallel';
import { WrongSetting } from '../wrong-setting';
import type { CloudApi } from './cloud-api';
import { CloudRefusal } from './cloud-api';
import type { Variables } from './settings';
import type { Wanted } from './wanted';

/** Where in Tencent Cloud the parts of the environment are. */
export interface Place {
  readonly envId: string;
  /** Of the functions. */
  readonly namespace: string;
  readonly database: string;
  readonly bucket: string;
  /** Where functions write their logs; null where the environment keeps none. */
  readonly logs: { readonly logset: string; readonly topic: string } | null;
}

export interface FoundTrigger {
  readonly name: string;
  readonly cron: string;
  readonly enabled: boolean;
}

export interface FoundFunction {
  /** False for what is left of one that could not be made; nothing can be changed about it. */
  readonly isWhole: boolean;
  readonly runtime: string;
  readonly timeoutS: number;
  readonly memoryMb: number;
  readonly description: string;
  readonly variables: Variables;
  readonly triggers: readonly FoundTrigger[];
}

export interface FoundIndex {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
}

export interface FoundCollection {
  readonly permission: string;
  readonly indexes: readonly FoundIndex[];
}

/** What there is of what is wanted; whatever else there is stays unseen. */
export interface Found {
  readonly place: Place;
  readonly functions: ReadonlyMap<string, FoundFunction>;
  readonly collections: ReadonlyMap<string, FoundCollection>;
  readonly storagePermission: string;
}

/** The platform takes 20 of these questions a second. */
const AT_ONCE = 4;
const PAGE = 100;

/** Asks for the present state; sends nothing that writes. */
export async function readFound(api: CloudApi, envId: string, wanted: Wanted): Promise<Found> {
  const place = await readPlace(api, envId);
  const present = await listCollections(api, place);
  const names = Object.keys(wanted.collections).filter((name) => present.has(name));
  const collections = await inParallel(names, AT_ONCE, async (name) => readCollection(api, place, name));
  const functions = await inParallel(wanted.functions, AT_ONCE, async ({ name }) => findFunction(api, place, name));
  return {
    place,
    functions: new Map(functions.flatMap((found, i) => (found ? [[wanted.functions[i]?.name ?? '', found]] : []))),
    collections: new Map(collections.map((found, i) => [names[i] ?? '', found])),
    storagePermission: await readStorage(api, place),
  };
}

const environments = v.object({
  EnvList: v.array(
    v.object({
      EnvId: v.string(),
      Databases: v.nullish(v.array(v.object({ InstanceId: v.string() }))),
      Storages: v.nullish(v.array(v.object({ Bucket: v.string() }))),
      Functions: v.nullish(v.array(v.object({ Namespace: v.string() }))),
      LogServices: v.nullish(v.array(v.object({ LogsetId: v.string(), TopicId: v.string() }))),
    }),
  ),
});

async function readPlace(api: CloudApi, envId: string): Promise<Place> {
  const { EnvList } = parse('DescribeEnvs', environments, await api.request('tcb', 'DescribeEnvs', { EnvId: envId }));
  const found = EnvList.find(({ EnvId }) => EnvId === envId);
  const [database, storage, functions] = [found?.Databases?.[0], found?.Storages?.[0], found?.Functions?.[0]];
  if (!database || !storage || !functions) {
    throw new WrongSetting(
      'KANDIAN_ENV_ID names no environment of this account that has a database, files and functions',
    );
  }
  const [logs] = found?.LogServices ?? [];
  return {
    envId,
    namespace: functions.Namespace,
    database: database.InstanceId,
    bucket: storage.Bucket,
    logs: logs ? { logset: logs.LogsetId, topic: logs.TopicId } : null,
  };
}

/** How the document database of an environment is addressed. */
export function databaseParams({ envId, database }: Place) {
  return { EnvId: envId, MongoConnector: { InstanceId: 'flexdb', DatabaseName: database } };
}

const tables = v.object({ Tables: v.nullable(v.array(v.object({ TableName: v.string() }))) });

async function listCollections(api: CloudApi, place: Place): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (let offset = 0; ; offset += PAGE) {
    const params = { ...databaseParams(place), MgoLimit: PAGE, MgoOffset: offset };
    const { Tables } = parse('ListTables', tables, await api.request('tcb', 'ListTables', params));
    for (const { TableName } of Tables ?? []) names.add(TableName);
    if ((Tables?.length ?? 0) < PAGE) return names;
  }
}

const table = v.object({
  Indexes: v.nullish(
    v.array(
      v.object({
        Name: v.string(),
        Keys: v.array(v.object({ Name: v.string(), Direction: v.union([v.string(), v.number()]) })),
        Unique: v.nullish(v.boolean()),
      }),
    ),
  ),
});

const permission = v.object({ AclTag: v.string() });

async function readCollection(api: CloudApi, place: Place, name: string): Promise<FoundCollection> {
  const [described, acl] = await Promise.all([
    api.request('tcb', 'DescribeTable', { ...databaseParams(place), TableName: name }),
    api.request('tcb', 'DescribeDatabaseACL', { EnvId: place.envId, CollectionName: name }),
  ]);
  const { Indexes } = parse('DescribeTable', table, described);
  return {
    permission: parse('DescribeDatabaseACL', permission, acl).AclTag,
    indexes: (Indexes ?? []).map(({ Name, Keys, Unique }) => ({
      name: Name,
      // A descending or special key is none that we make: it shows, so that the index counts as another one.
      fields: Keys.map((key) => (String(key.Direction) === '1' ? key.Name : `${key.Name}:${key.Direction}`)),
      unique: Unique ?? false,
    })),
  };
}

async function readStorage(api: CloudApi, { envId, bucket }: Place): Promise<string> {
  const response = await api.request('tcb', 'DescribeStorageSafeRule', { EnvId: envId, Bucket: bucket });
  return parse('DescribeStorageSafeRule', permission, response).AclTag;
}

const details = v.object({
  Status: v.string(),
  Runtime: v.string(),
  Timeout: v.number(),
  MemorySize: v.number(),
  Description: v.nullish(v.string()),
  Environment: v.nullish(v.object({ Variables: v.nullish(v.array(v.object({ Key: v.string(), Value: v.string() }))) })),
  Triggers: v.nullish(
    v.array(v.object({ TriggerName: v.string(), Type: v.string(), TriggerDesc: v.string(), Enable: v.number() })),
  ),
});

async function findFunction(api: CloudApi, { namespace }: Place, name: string): Promise<FoundFunction | null> {
  const params = { FunctionName: name, Namespace: namespace, ShowCode: 'FALSE' };
  const response = await api.request('scf', 'GetFunction', params).catch((error: unknown) => {
    if (error instanceof CloudRefusal && error.code.startsWith('ResourceNotFound.Function')) return null;
    throw error;
  });
  if (response === null) return null;
  const found = parse('GetFunction', details, response);
  const timers = (found.Triggers ?? []).filter(({ Type }) => Type === 'timer');
  return {
    isWhole: found.Status !== 'CreateFailed',
    runtime: found.Runtime,
    timeoutS: found.Timeout,
    memoryMb: found.MemorySize,
    description: found.Description ?? '',
    variables: Object.fromEntries((found.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value])),
    triggers: timers.map((timer) => ({
      name: timer.TriggerName,
      cron: cronOf(timer.TriggerDesc),
      enabled: timer.Enable === 1,
    })),
  };
}

/** A timer is made from its bare cron and told as `{"cron": …}`. */
function cronOf(description: string): string {
  if (!description.startsWith('{')) return description;
  const { cron } = parse('GetFunction', v.object({ cron: v.string() }), JSON.parse(description));
  return cron;
}

/** Checks a response; throws with the place in it, never with a value. */
export function parse<T>(action: string, schema: v.GenericSchema<unknown, T>, response: unknown): T {
  const result = v.safeParse(schema, response);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${action} answered without ${v.getDotPath(issue) ?? 'an object'}`);
}

import * as v from 'valibot';
import { ApiError } from './api-error';

export interface StoredIndex {
  Name: string;
  Keys: { Name: string; Direction: string }[];
  Unique: boolean;
}

export interface StoredTable {
  permission: string;
  indexes: StoredIndex[];
}

/** The environment's parts that are no function. */
export interface TcbState {
  readonly tables: Map<string, StoredTable>;
  storagePermission: string;
}

export const ENVIRONMENT = { envId: 'kandian-1g2h3j4k', database: 'tnt-abc123', bucket: '6b61-kandian-1250000000' };

const env = { EnvId: v.string() };
const database = {
  ...env,
  MongoConnector: v.strictObject({ InstanceId: v.literal('flexdb'), DatabaseName: v.literal(ENVIRONMENT.database) }),
};
const name = v.pipe(v.string(), v.regex(/^(?!_)[\w-]{1,96}$/));
const simple = v.picklist(['READONLY', 'PRIVATE', 'ADMINWRITE', 'ADMINONLY']);
const bucket = { ...env, Bucket: v.literal(ENVIRONMENT.bucket) };
const createIndex = v.strictObject({
  IndexName: v.string(),
  MgoKeySchema: v.strictObject({
    MgoIndexKeys: v.pipe(
      v.array(v.strictObject({ Name: v.string(), Direction: v.picklist(['1', '-1', '2dsphere']) })),
      v.minLength(1),
    ),
    MgoIsUnique: v.boolean(),
  }),
});

/** What each action takes, after the reference of CloudBase's API 2018-06-08. */
export const tcbParameters = {
  DescribeEnvs: v.strictObject(env),
  ListTables: v.strictObject({ ...database, MgoLimit: v.pipe(v.number(), v.maxValue(1000)), MgoOffset: v.number() }),
  DescribeTable: v.strictObject({ ...database, TableName: name }),
  CreateTable: v.strictObject({
    ...database,
    TableName: name,
    PermissionInfo: v.optional(v.strictObject({ ...env, AclTag: simple })),
  }),
  UpdateTable: v.strictObject({
    ...database,
    TableName: name,
    CreateIndexes: v.optional(v.array(createIndex), []),
    DropIndexes: v.optional(v.array(v.strictObject({ IndexName: v.string() })), []),
  }),
  DescribeDatabaseACL: v.strictObject({ ...env, CollectionName: name }),
  ModifyDatabaseACL: v.strictObject({ ...env, CollectionName: name, AclTag: simple }),
  DescribeStorageSafeRule: v.strictObject(bucket),
  ModifyStorageSafeRule: v.strictObject({ ...bucket, AclTag: simple }),
};

type Input<A extends keyof typeof tcbParameters> = v.InferOutput<(typeof tcbParameters)[A]>;

/** CloudBase of one environment: its database's collections and its storage. */
export function createTcb(state: TcbState) {
  const find = (table: string) => {
    const found = state.tables.get(table);
    if (!found) throw new ApiError('ResourceNotFound', `collection ${table} does not exist`);
    return found;
  };
  return {
    DescribeEnvs({ EnvId }: Input<'DescribeEnvs'>) {
      return { EnvList: EnvId === ENVIRONMENT.envId ? [describeEnvironment()] : [], Total: 1 };
    },
    ListTables({ MgoLimit, MgoOffset }: Input<'ListTables'>) {
      const names = [...state.tables.keys()].slice(MgoOffset, MgoOffset + MgoLimit);
      return { Tables: names.length > 0 ? names.map((TableName) => ({ TableName, Count: 0 })) : null };
    },
    DescribeTable({ TableName }: Input<'DescribeTable'>) {
      const { indexes } = find(TableName);
      return { Indexes: indexes, IndexNum: indexes.length };
    },
    CreateTable({ TableName, PermissionInfo }: Input<'CreateTable'>) {
      if (state.tables.has(TableName)) throw new ApiError('ResourceInUse', `collection ${TableName} exists`);
      const indexes = [{ Name: '_id_', Keys: [{ Name: '_id', Direction: '1' }], Unique: true }];
      state.tables.set(TableName, { permission: PermissionInfo?.AclTag ?? 'READONLY', indexes });
      return {};
    },
    UpdateTable({ TableName, CreateIndexes, DropIndexes }: Input<'UpdateTable'>) {
      const table = find(TableName);
      for (const { IndexName } of DropIndexes) {
        const at = table.indexes.findIndex(({ Name }) => Name === IndexName);
        if (at < 0) throw new ApiError('ResourceNotFound', `index ${IndexName} does not exist`);
        table.indexes.splice(at, 1);
      }
      for (const { IndexName, MgoKeySchema } of CreateIndexes) {
        if (table.indexes.some(({ Name }) => Name === IndexName)) throw new ApiError('ResourceInUse', 'index exists');
        table.indexes.push({ Name: IndexName, Keys: MgoKeySchema.MgoIndexKeys, Unique: MgoKeySchema.MgoIsUnique });
      }
      return {};
    },
    DescribeDatabaseACL: ({ CollectionName }: Input<'DescribeDatabaseACL'>) => ({
      AclTag: find(CollectionName).permission,
    }),
    ModifyDatabaseACL({ CollectionName, AclTag }: Input<'ModifyDatabaseACL'>) {
      find(CollectionName).permission = AclTag;
      return {};
    },
    DescribeStorageSafeRule: () => ({ AclTag: state.storagePermission }),
    ModifyStorageSafeRule({ AclTag }: Input<'ModifyStorageSafeRule'>) {
      state.storagePermission = AclTag;
      return {};
    },
  };
}

function describeEnvironment() {
  const { envId, database: InstanceId, bucket: Bucket } = ENVIRONMENT;
  return {
    EnvId: envId,
    Status: 'NORMAL',
    Databases: [{ InstanceId, Status: 'RUNNING' }],
    Storages: [{ Bucket, Region: 'ap-shanghai' }],
    Functions: [{ Namespace: envId, Region: 'ap-shanghai' }],
    LogServices: [{ LogsetId: 'logset-1', TopicId: 'topic-1' }],
  };
}

import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { ApiError } from './api-error';

/** A cloud function as `GetFunction` tells it. */
export interface StoredFunction {
  Runtime: string;
  Timeout: number;
  MemorySize: number;
  Description: string;
  Environment: { Variables: { Key: string; Value: string }[] };
  Triggers: { TriggerName: string; Type: string; TriggerDesc: string; Enable: number }[];
  Status: 'Active' | 'Creating' | 'Updating' | 'CreateFailed';
  /** Not told: what was uploaded, and how often to be asked until active. */
  files: Record<string, string>;
  asked: number;
}

const namespace = {
  FunctionName: v.pipe(v.string(), v.regex(/^[a-zA-Z][\w-]{0,58}[a-zA-Z0-9]$/)),
  Namespace: v.string(),
};
const environment = v.strictObject({
  Variables: v.pipe(
    v.array(
      v.strictObject({
        Key: v.pipe(v.string(), v.regex(/^(?!SCF_|QCLOUD_|TENCENTCLOUD_)[a-zA-Z]\w*$/)),
        Value: v.string(),
      }),
    ),
    v.check((all) => Buffer.byteLength(all.map(({ Key, Value }) => Key + Value).join('')) <= 4096),
  ),
});
const code = v.strictObject({ ZipFile: v.pipe(v.string(), v.base64()) });
const sizes = {
  MemorySize: v.pipe(
    v.number(),
    v.check((mb) => mb === 64 || (mb % 128 === 0 && mb <= 3072)),
  ),
  Timeout: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(900)),
  Description: v.pipe(v.string(), v.maxLength(1000), v.regex(/^[\p{Script=Han}a-zA-Z0-9 ,.\n]*$/u)),
};
const cron = v.pipe(v.string(), v.regex(/^(\S+ ){6}\S+$/));
const trigger = { ...namespace, TriggerName: v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/)), Type: v.literal('timer') };

/** What each action takes, after the reference of SCF's API 2018-04-16. */
export const scfParameters = {
  GetFunction: v.strictObject({ ...namespace, ShowCode: v.optional(v.picklist(['TRUE', 'FALSE'])) }),
  CreateFunction: v.strictObject({
    ...namespace,
    ...sizes,
    Code: code,
    Handler: v.literal('index.main'),
    Runtime: v.picklist(['Nodejs16.13', 'Nodejs18.15', 'Nodejs20.19']),
    Environment: environment,
    InstallDependency: v.picklist(['TRUE', 'FALSE']),
    Role: v.literal('TCB_QcsRole'),
    Stamp: v.literal('MINI_QCBASE'),
    ClsLogsetId: v.optional(v.string()),
    ClsTopicId: v.optional(v.string()),
  }),
  UpdateFunctionCode: v.strictObject({
    ...namespace,
    Code: code,
    Handler: v.literal('index.main'),
    InstallDependency: v.picklist(['TRUE', 'FALSE']),
  }),
  UpdateFunctionConfiguration: v.strictObject({
    ...namespace,
    ...v.partial(v.object(sizes)).entries,
    Environment: v.optional(environment),
  }),
  CreateTrigger: v.strictObject({ ...trigger, TriggerDesc: cron, Enable: v.picklist(['OPEN', 'CLOSE']) }),
  DeleteTrigger: v.strictObject(trigger),
};

type Input<A extends keyof typeof scfParameters> = v.InferOutput<(typeof scfParameters)[A]>;

/** How many times a function is asked for before it is active again after each change. */
const SLOWNESS = 2;

/** SCF of one environment: keeps functions, refuses changes while one is under way. */
export function createScf(functions: Map<string, StoredFunction>, unmakeable: ReadonlySet<string>) {
  const find = ({ FunctionName }: { FunctionName: string }) => {
    const found = functions.get(FunctionName);
    if (!found) throw new ApiError('ResourceNotFound.Function', `function ${FunctionName} does not exist`);
    return found;
  };
  const change = (input: { FunctionName: string }) => {
    const found = find(input);
    if (found.Status !== 'Active') throw new ApiError('FailedOperation.FunctionStatusError', 'it is being deployed');
    return found;
  };
  const settle = (stored: StoredFunction) => Object.assign(stored, { Status: 'Updating' as const, asked: 0 });
  return {
    GetFunction(input: Input<'GetFunction'>) {
      const stored = find(input);
      if (stored.Status !== 'CreateFailed' && (stored.asked += 1) > SLOWNESS) {
        stored.Status = unmakeable.has(input.FunctionName) ? 'CreateFailed' : 'Active';
      }
      const { files: _files, asked: _asked, ...told } = stored;
      return { ...told, StatusDesc: told.Status };
    },
    CreateFunction(input: Input<'CreateFunction'>) {
      const { FunctionName, Runtime, Timeout, MemorySize, Description, Environment, Code } = input;
      if (functions.has(FunctionName)) throw new ApiError('ResourceInUse.Function', `${FunctionName} exists`);
      const told = { Runtime, Timeout, MemorySize, Description, Environment, Triggers: [] };
      functions.set(FunctionName, { ...told, Status: 'Creating', files: unzip(Code.ZipFile), asked: 0 });
      return {};
    },
    UpdateFunctionCode(input: Input<'UpdateFunctionCode'>) {
      const stored = settle(change(input));
      stored.files = unzip(input.Code.ZipFile);
      return {};
    },
    UpdateFunctionConfiguration(input: Input<'UpdateFunctionConfiguration'>) {
      const { FunctionName, Namespace: _namespace, ...changes } = input;
      const given = Object.entries(changes).filter(([, value]) => value !== undefined);
      Object.assign(settle(change({ FunctionName })), Object.fromEntries(given));
      return {};
    },
    CreateTrigger(input: Input<'CreateTrigger'>) {
      const { Triggers } = change(input);
      const { TriggerName, Type, TriggerDesc, Enable } = input;
      if (Triggers.some((present) => present.TriggerName === TriggerName)) {
        throw new ApiError('ResourceInUse.Trigger', `${TriggerName} exists`);
      }
      const told = JSON.stringify({ cron: TriggerDesc });
      Triggers.push({ TriggerName, Type, TriggerDesc: told, Enable: Enable === 'OPEN' ? 1 : 0 });
      return {};
    },
    DeleteTrigger(input: Input<'DeleteTrigger'>) {
      const { Triggers } = change(input);
      const at = Triggers.findIndex(({ TriggerName }) => TriggerName === input.TriggerName);
      if (at < 0) throw new ApiError('ResourceNotFound.Trigger', `${input.TriggerName} does not exist`);
      Triggers.splice(at, 1);
      return {};
    },
  };
}

function unzip(base64: string): Record<string, string> {
  const files = unzipSync(Buffer.from(base64, 'base64'));
  if (!files['index.js']) throw new ApiError('InvalidParameterValue.ZipFile', 'the handler’s file is not in it');
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]));
}

import type { CollectionManifest } from '../../cloudfunctions/core/collections';
import type { Found, FoundFunction, FoundIndex } from './found';
import type { Variables } from './settings';
import { droppedKeys, problemOf } from './settings';
import type { FunctionCode, Wanted, WantedFunction, WantedTrigger } from './wanted';

export interface WantedIndex {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
}

/** What `UpdateFunctionConfiguration` is given; what does not differ is absent. */
export interface Configuration {
  readonly timeoutS?: number;
  readonly memoryMb?: number;
  readonly variables?: Variables;
  readonly description?: string;
}

/** One thing to do, or to leave: `differs` tells what, in words without values of variables. */
export type Step =
  | { readonly kind: 'create-collection'; readonly name: string }
  | { readonly kind: 'restrict-collection'; readonly name: string; readonly differs: string }
  | { readonly kind: 'create-index'; readonly collection: string; readonly index: WantedIndex }
  | {
      readonly kind: 'replace-index';
      readonly collection: string;
      readonly index: WantedIndex;
      readonly differs: string;
    }
  | { readonly kind: 'restrict-storage'; readonly differs: string }
  | { readonly kind: 'create-function'; readonly wanted: WantedFunction; readonly variables: Variables }
  | {
      readonly kind: 'update-function';
      readonly name: string;
      readonly code: FunctionCode | null;
      readonly configuration: Configuration;
      readonly differs: string;
    }
  | { readonly kind: 'create-trigger'; readonly function: string; readonly trigger: WantedTrigger }
  | {
      readonly kind: 'replace-trigger';
      readonly function: string;
      readonly trigger: WantedTrigger;
      readonly differs: string;
    }
  | { readonly kind: 'leave'; readonly what: string }
  /** Found so that nothing is done at all. */
  | { readonly kind: 'refuse'; readonly what: string; readonly why: string };

export interface PlanOptions {
  /** Whether sealing keys may be taken from the functions, see docs/deployment.md on rotation. */
  readonly dropKeys: boolean;
}

/** Nobody but functions and the console reads or writes. */
export const COLLECTION_PERMISSION = 'ADMINONLY';
/** Whoever put a file there, and the functions. */
export const STORAGE_PERMISSION = 'PRIVATE';

/** What it takes to get from what is found to what is wanted, in order: functions come after what they rest on. */
export function plan(wanted: Wanted, found: Found, options: PlanOptions): readonly Step[] {
  return [
    ...planCollections(wanted.collections, found),
    found.storagePermission === STORAGE_PERMISSION
      ? { kind: 'leave', what: 'storage' }
      : { kind: 'restrict-storage', differs: `${found.storagePermission} → ${STORAGE_PERMISSION}` },
    ...wanted.functions.flatMap((one) => planFunction(one, wanted.variables, found.functions.get(one.name), options)),
  ];
}

function planCollections(manifest: CollectionManifest, found: Found): readonly Step[] {
  return Object.entries(manifest).flatMap(([name, { indexes }]): Step[] => {
    const present = found.collections.get(name);
    const steps = indexes.flatMap(({ name: index, fields, unique = false }) =>
      planIndex(name, { name: index, fields, unique }, present?.indexes ?? []),
    );
    if (!present) return [{ kind: 'create-collection', name }, ...steps];
    if (present.permission !== COLLECTION_PERMISSION) {
      const differs = `${present.permission} → ${COLLECTION_PERMISSION}`;
      return [{ kind: 'restrict-collection', name, differs }, ...steps];
    }
    return steps.length > 0 ? steps : [{ kind: 'leave', what: `collection ${name}` }];
  });
}

function planIndex(collection: string, index: WantedIndex, present: readonly FoundIndex[]): readonly Step[] {
  const same = present.find(({ name }) => name === index.name);
  if (!same) return [{ kind: 'create-index', collection, index }];
  const [before, after] = [tellIndex(same), tellIndex(index)];
  return before === after ? [] : [{ kind: 'replace-index', collection, index, differs: `${before} → ${after}` }];
}

export function tellIndex({ fields, unique }: Pick<WantedIndex, 'fields' | 'unique'>): string {
  return `(${fields.join(', ')})${unique ? ' unique' : ''}`;
}

function planFunction(
  wanted: WantedFunction,
  given: Variables,
  found: FoundFunction | undefined,
  { dropKeys }: PlanOptions,
): readonly Step[] {
  const what = `function ${wanted.name}`;
  const variables = mergeVariables(found?.variables ?? {}, given);
  const problem = problemOf(variables);
  if (problem !== null) return [{ kind: 'refuse', what, why: problem }];
  if (!found) return [{ kind: 'create-function', wanted, variables }, ...planTriggers(wanted, [])];
  if (!found.isWhole)
    return [{ kind: 'refuse', what, why: 'it could not be made: delete it in the console, then deploy' }];
  if (found.runtime !== wanted.runtime) {
    const why = `it was made for ${found.runtime} and ${wanted.runtime} is wanted: delete it in the console, then deploy`;
    return [{ kind: 'refuse', what, why }];
  }
  const dropped = droppedKeys(found.variables, variables);
  if (dropped.length > 0 && !dropKeys) {
    const lost = `does not hold the ${dropped.join(', ')} that is in use: what it sealed would be lost`;
    return [{ kind: 'refuse', what, why: `KANDIAN_KEYS ${lost}; --drop-keys does it` }];
  }
  const update = planUpdate(wanted, found, variables);
  const triggers = planTriggers(wanted, found.triggers);
  return update || triggers.length > 0 ? [...(update ? [update] : []), ...triggers] : [{ kind: 'leave', what }];
}

/** Variables that are not ours stay, those of ours that are not given too; an empty one goes. */
function mergeVariables(found: Variables, given: Variables): Variables {
  return Object.fromEntries(Object.entries({ ...found, ...given }).filter(([, value]) => value !== ''));
}

function planUpdate(wanted: WantedFunction, found: FoundFunction, variables: Variables): Step | null {
  const { name, timeoutS, memoryMb, code } = wanted;
  const description = describeCode(code);
  const differs: string[] = [];
  if (found.timeoutS !== timeoutS) differs.push(`timeout ${found.timeoutS} s → ${timeoutS} s`);
  if (found.memoryMb !== memoryMb) differs.push(`memory ${found.memoryMb} MB → ${memoryMb} MB`);
  const changed = tellVariables(found.variables, variables);
  differs.push(...changed);
  const isNew = found.description !== description;
  if (isNew) differs.push(`code ${code.digest}`);
  if (differs.length === 0) return null;
  const configuration = {
    ...(found.timeoutS === timeoutS ? {} : { timeoutS }),
    ...(found.memoryMb === memoryMb ? {} : { memoryMb }),
    ...(changed.length > 0 ? { variables } : {}),
    ...(isNew ? { description } : {}),
  };
  return { kind: 'update-function', name, code: isNew ? code : null, configuration, differs: differs.join(', ') };
}

function tellVariables(before: Variables, after: Variables): readonly string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => {
    if (before[name] === after[name]) return [];
    if (before[name] === undefined) return [`${name} added`];
    return [after[name] === undefined ? `${name} taken away` : `${name} changed`];
  });
}

/** Kept with the function and written after its code, so that half an upload shows. Letters, digits, points, commas. */
export function describeCode({ digest }: FunctionCode): string {
  return `Kandian, code ${digest}`;
}

function planTriggers(wanted: WantedFunction, found: FoundFunction['triggers']): readonly Step[] {
  return wanted.triggers.flatMap((trigger): Step[] => {
    const same = found.find(({ name }) => name === trigger.name);
    if (!same) return [{ kind: 'create-trigger', function: wanted.name, trigger }];
    if (same.cron === trigger.cron && same.enabled) return [];
    const differs = same.cron === trigger.cron ? 'switched off' : `${same.cron} → ${trigger.cron}`;
    return [{ kind: 'replace-trigger', function: wanted.name, trigger, differs }];
  });
}

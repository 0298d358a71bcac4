import { Aggregator } from 'mingo';
import { unsupported } from '../failure';
import { coveredGroup } from './covered-group';
import { guard, matching, planOf } from './query';
import type { Store } from './store';
import type { Table } from './manifest';
import type { Document } from './wire';
import { isObject, parseStored } from './wire';

/** One stage: its operator and what it is given. */
export type Stage = readonly [operator: string, operand: unknown];

/** What the platform hands back when the pipeline sets no limit. */
const DEFAULT_ROWS = 20;

const STAGES = new Set(
  'addFields bucket bucketAuto count group limit lookup match project replaceRoot sample skip sort sortByCount unwind'
    .split(' ')
    .map((name) => `$${name}`),
);

/** Runs a pipeline; its first `$match` is the only part that uses indexes, save for grouping by indexed fields. */
export function aggregate(store: Store, table: Table, stages: readonly Stage[]): Document[] {
  const foreign = stages.find(([operator]) => !STAGES.has(operator));
  if (foreign) throw unsupported(`the aggregation stage ${foreign[0]}`);
  const [first] = stages;
  const matches = first?.[0] === '$match' && isObject(first[1]);
  const plan = planOf(table, matches && isObject(first[1]) ? first[1] : {}, '');
  const rest = matches ? stages.slice(1) : stages;
  const limited = rest.some(([operator]) => operator === '$limit')
    ? rest
    : [...rest, ['$limit', DEFAULT_ROWS] as const];
  const grouped = coveredGroup(store, table, plan, rest[0]);
  if (grouped) return run(store, grouped, limited.slice(1));
  const documents = matching(store, table, plan, Infinity).map((row) => store.parse(row));
  return run(store, documents, limited);
}

function run(store: Store, documents: readonly Document[], stages: readonly Stage[]): Document[] {
  const pipeline = stages.map(([operator, operand]) => ({ [operator]: operand }));
  const collectionResolver = (collection: string) => everything(store, collection);
  return guard(() => new Aggregator(pipeline, { collectionResolver }).run<Document>([...documents]));
}

function everything(store: Store, collection: string): Document[] {
  const table = store.table(collection);
  return matching(store, table, planOf(table, {}, ''), Infinity).map(({ text }) => parseStored(text));
}

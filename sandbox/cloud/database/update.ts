import { update } from 'mingo';
import { CloudFailure } from '../failure';
import { valueAt } from './path';
import { guard } from './query';
import type { Document } from './wire';
import { isObject, writeDocument } from './wire';

const NUMERIC = new Set(['$inc', '$mul']);
const ARRAY = new Set(['$push', '$pull', '$pullAll', '$pop', '$addToSet']);
const CREATES_NOTHING = new Set(['$unset', '$pull', '$pullAll', '$pop', '$rename']);

/** The document after update operators; a new object. Refuses as MongoDB does what would not fit the document. */
export function applyUpdate(document: Document, modifier: Document): Document {
  const changed = structuredClone(document);
  for (const [operator, fields] of Object.entries(modifier)) {
    if (!operator.startsWith('$')) throw refusal(`Unknown update operator: '${operator}'.`);
    if (!isObject(fields)) throw refusal(`Modifiers operate on fields but we found another type: ${operator}`);
    for (const path of Object.keys(fields)) checkTarget(changed, operator, path);
  }
  guard(() => update(changed, withoutRepeats(modifier)));
  return changed;
}

/** Refuses a wrong modifier when there is no document to try it on. */
export function checkUpdate(modifier: Document): void {
  applyUpdate({ _id: '' }, modifier);
}

export function isSameDocument(a: Document, b: Document): boolean {
  return writeDocument(a) === writeDocument(b);
}

function checkTarget(document: Document, operator: string, path: string): void {
  if (/(^|\.)\$/.test(path)) throw refusal(`the positional operator in '${path}' is not supported by the sandbox`);
  if (!CREATES_NOTHING.has(operator)) checkParents(document, path);
  const value = valueAt(document, path);
  if (value === undefined) return;
  if (NUMERIC.has(operator) && typeof value !== 'number') {
    throw refusal(`Cannot apply ${operator} to a value of non-numeric type: '${path}'`);
  }
  if (ARRAY.has(operator) && !Array.isArray(value)) {
    throw refusal(`Cannot apply ${operator} to a value that is not an array: '${path}'`);
  }
}

/** The platform's best-known trap: a field cannot be made inside null or a scalar. */
function checkParents(document: Document, path: string): void {
  const parts = path.split('.');
  for (let length = 1; length < parts.length; length++) {
    const parent = parts.slice(0, length).join('.');
    const value = valueAt(document, parent);
    if (value === undefined) return;
    if (isObject(value) || (Array.isArray(value) && /^\d+$/.test(parts[length] ?? ''))) continue;
    throw refusal(`Cannot create field '${parts[length] ?? ''}' in element {${parent}: ${JSON.stringify(value)}}`);
  }
}

/** `$addToSet` with `$each` adds a value that it names twice once; the library adds it twice to a new array. */
function withoutRepeats(modifier: Document): Document {
  if (!isObject(modifier.$addToSet)) return modifier;
  const fields = Object.entries(modifier.$addToSet).map(([path, value]): [string, unknown] => {
    if (!isObject(value) || !Array.isArray(value.$each)) return [path, value];
    const distinct = new Map(value.$each.map((item: unknown) => [writeDocument({ item }), item]));
    return [path, { $each: [...distinct.values()] }];
  });
  return { ...modifier, $addToSet: Object.fromEntries(fields) };
}

function refusal(message: string): CloudFailure {
  return new CloudFailure('DATABASE_REQUEST_FAILED', `[FailedOperation.Update] ${message}`);
}

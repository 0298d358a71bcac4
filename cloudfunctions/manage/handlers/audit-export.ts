import * as v from 'valibot';
import { toCsv, type CsvLine } from '../../core/audit/csv';
import { EVERYWHERE, onWideRecord, placeOfStore } from '../../core/audit/on-record';
import { readAudit, type AuditLine } from '../../core/audit/read';
import { auditQuery } from '../../core/audit/schemas';
import { en } from '../../core/audit/words/en';
import { zhCn } from '../../core/audit/words/zh-cn';
import type { CallContext, Handler } from '../../core/handler';
import { readStores } from '../../core/repository/stores';
import { DEFAULT_ZONE } from '../../core/repository/zones';

const PAGE_SIZE = 500;
const WORDS = { 'zh-CN': zhCn, en };

/** The same lines as a file, a page at a time. Each page that leaves is itself on record, with its number of lines. */
export const auditExport: Handler<'audit.export'> = {
  input: v.strictObject({ ...auditQuery, language: v.picklist(['zh-CN', 'en']) }),
  access: 'members',

  async run({ language, ...query }, context) {
    const { lines, next, store } = await readAudit(context, query, PAGE_SIZE);
    const places = [store ? placeOfStore(store) : EVERYWHERE];
    const deed = { action: 'audit.export', places, detail: String(lines.length) } as const;
    return onWideRecord(context, deed, async () => {
      const form = { words: WORDS[language], isFirst: query.cursor === undefined };
      return { csv: toCsv(await withZones(context, lines), form), next };
    });
  },
};

/** Each line by the clocks of its store. */
async function withZones({ database }: CallContext, lines: readonly AuditLine[]): Promise<readonly CsvLine[]> {
  const storeIds = new Set(lines.flatMap(({ storeId }) => (storeId === null ? [] : [storeId])));
  const stores = await readStores(database, [...storeIds]);
  const zones = new Map<string | null, string>(stores.map(({ _id, zone }) => [_id, zone]));
  return lines.map(({ entry, storeId }) => ({ entry, zone: zones.get(storeId) ?? DEFAULT_ZONE }));
}

import * as v from 'valibot';
import type { AuditEntry } from '../../../typings/contract/audit';
import { readAudit } from '../../core/audit/read';
import { auditQuery } from '../../core/audit/schemas';
import type { Handler } from '../../core/handler';
import { DEFAULT_ZONE } from '../../core/repository/zones';
import { offsetsIn } from '../../core/zoned-day';

const PAGE_SIZE = 50;

/** Owners read all of it, managers that of their stores, and everybody their own lines. */
export const auditList: Handler<'audit.list'> = {
  input: v.strictObject(auditQuery),
  access: 'members',

  async run(query, context) {
    const { lines, next, store } = await readAudit(context, query, PAGE_SIZE);
    const entries = lines.map(({ entry }) => entry);
    const span = { from: earliest(entries, context.now), to: context.now };
    return { entries, offsets: offsetsIn(store?.zone ?? DEFAULT_ZONE, span), next };
  },
};

/** Of all the instants that these entries tell of, epoch ms. */
function earliest(entries: readonly AuditEntry[], now: number): number {
  return Math.min(now, ...entries.flatMap(({ at, past }) => (past ? [at, past.from] : [at])));
}

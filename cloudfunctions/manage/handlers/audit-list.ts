import * as v from 'valibot';
import { readAudit } from '../../core/audit/read';
import { auditQuery } from '../../core/audit/schemas';
import type { Handler } from '../../core/handler';

const PAGE_SIZE = 50;

/** Owners read all of it, managers that of their stores, and everybody their own lines. */
export const auditList: Handler<'audit.list'> = {
  input: v.strictObject(auditQuery),
  access: 'members',

  async run(query, context) {
    const { lines, next } = await readAudit(context, query, PAGE_SIZE);
    return { entries: lines.map(({ entry }) => entry), next };
  },
};

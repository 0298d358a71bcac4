import { randomUUID } from 'node:crypto';
import { PAGE } from '../../core/database';
import type { NoticeDocument } from '../../core/notices/documents';
import { findOutages, followOutages } from '../../core/notices/follow-outages';
import { tellPeople } from '../../core/notices/tell-people';
import type { Services } from '../../core/services';
import type { Job } from './job';

/** Its share of a tick: what is left is sent with the next. */
const SHARE_MS = 15_000;
/** Longer than a run may take, and than the platform lets it. */
const HELD_MS = 60_000;
const LEASE = 'notice.run';

/** Tells people in WeChat of cameras that are gone, and of those that are back; one instance at a time. */
export const runNotices: Job = async (services, endAt) => {
  const { leases, notices, clock } = services;
  const now = clock.now();
  const removed = await notices.removeLapsed(now);
  const nothing = { channels: 0, added: 0, steps: 0, removed };
  if (!(await isAnythingToDo(services))) return nothing;
  const id = randomUUID();
  if (!(await leases.acquire(LEASE, { holder: id, until: now + HELD_MS }))) return nothing;
  try {
    return { ...(await run(services, { id, endAt: Math.min(endAt, now + SHARE_MS) })), removed };
  } finally {
    await leases.release(LEASE, id);
  }
};

async function isAnythingToDo(services: Services): Promise<boolean> {
  const { begun, over } = await findOutages(services);
  return begun.length > 0 || over.length > 0 || (await services.notices.listDue(services.clock.now())).length > 0;
}

/** Page by page, for as long as that gets anywhere. */
async function tellAll(services: Services, { id, endAt }: { readonly id: string; readonly endAt: number }) {
  let steps = 0;
  for (let isMore = true; isMore && services.clock.now() < endAt;) {
    const due = await services.notices.listDue(services.clock.now());
    const told = due.length === 0 ? 0 : await tellPeople(services, wholePeople(due), { id, endAt });
    steps += told;
    isMore = due.length === PAGE && told > 0;
  }
  return steps;
}

/** Whoever the end of a page would cut in two comes with the next, so that one message tells all. */
function wholePeople(due: readonly NoticeDocument[]): readonly NoticeDocument[] {
  const last = due.at(-1)?.person;
  const others = due.filter(({ person }) => person !== last);
  return due.length < PAGE || others.length === 0 ? due : others;
}

/** Everything is looked up anew: somebody else may have been at it before the lease was had. */
async function run(services: Services, { id, endAt }: { readonly id: string; readonly endAt: number }) {
  const outages = await findOutages(services);
  const added = await followOutages(services, outages);
  const steps = await tellAll(services, { id, endAt });
  return { channels: outages.begun.length + outages.over.length, added, steps };
}

import type { AuditEntry, AuditQuery } from '../../../typings/contract/audit';
import type { AuditDocument, MemberDocument, StoreDocument } from '../documents';
import type { HeldGrant } from '../grants';
import type { CallContext } from '../handler';
import { readMembers, toPerson } from '../repository/members';
import { writePosition } from './position';
import { readerOf, reads, toConditions, type Reader } from './query';
import { authorOf, understand, type Asking } from './wanted';

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** Null on the last page. */
  readonly next: string | null;
  /** The one that was asked for. */
  readonly store: StoreDocument | null;
}

/** An entry, and the store by whose clocks it is told. */
export interface AuditLine {
  readonly entry: AuditEntry;
  readonly storeId: string | null;
}

export type Reading = Asking & Pick<CallContext, 'visitorCode'>;

/** The caller's lines of what is asked for, newest first. Lines that come meanwhile move none to another page. */
export async function readAudit(context: Reading, query: AuditQuery, limit: number): Promise<AuditPage> {
  const { member, person } = context;
  const reader = readerOf(member ? authorOf(member) : { openid: person, since: 0 }, context.grants);
  const { wanted, store } = await understand(context, reader, query);
  const found = await context.audit.list(toConditions(reader, wanted), limit + 1);
  const documents = found.slice(0, limit);
  const last = documents.at(-1);
  const people = await readPeople(context, documents);
  return {
    lines: documents.map((document) => toLine(document, { ...context, reader, people })),
    next: last && found.length > limit ? writePosition({ at: last.at, id: last._id }) : null,
    store,
  };
}

/** Who is named in these lines; the caller is known already. */
async function readPeople(
  { database, member }: Reading,
  documents: readonly AuditDocument[],
): Promise<ReadonlyMap<string, MemberDocument>> {
  const others = documents.map(({ person }) => person).filter((person) => person !== member?._id);
  const people = await readMembers(database, others);
  return member ? new Map(people).set(member._id, member) : people;
}

interface Known extends Pick<CallContext, 'grants' | 'visitorCode'> {
  readonly reader: Reader;
  readonly people: ReadonlyMap<string, MemberDocument>;
}

/** What a phone may know of a line: no openid, and none of the names that vendors have for things. */
function toLine(document: AuditDocument, { grants, visitorCode, reader, people }: Known): AuditLine {
  const { _id: id, at, person, kind, action, result, durationMs, past, storeId } = document;
  const known = people.get(person);
  const member = known && at >= known.knownSince ? known : null;
  // Who has left a store keeps their own lines, but not what the store's things are called.
  const { storeName, cameraName, detail } = mayName(document, reader, grants) ? document : UNNAMED;
  return {
    storeId,
    entry: {
      ...{ id, at, kind, action, storeName, cameraName, result },
      who: member ? toPerson(member, visitorCode) : null,
      detail: detail ?? '',
      durationMs: durationMs ?? null,
      past: past ?? null,
    },
  };
}

const UNNAMED = { storeName: null, cameraName: null, detail: '' };

function mayName({ storeId, channelId }: AuditDocument, reader: Reader, grants: readonly HeldGrant[]): boolean {
  if (storeId === null || reads(reader, storeId)) return true;
  return grants.some((grant) => {
    if (grant.role === 'guest') return channelId !== null && grant.channelIds.includes(channelId);
    return grant.role === 'owner' || grant.storeId === storeId;
  });
}

import type { InputOf, OutputOf } from '../../../typings/contract/calls';
import type { SessionMember } from '../../../typings/contract/domain';
import type { AuditEntry, AuditQuery } from '../../../typings/contract/audit';
import type { Person } from '../../../typings/contract/people';
import { dictionaries } from '../../../miniprogram/records/i18n/index';
import { AuditChoices } from '../../../miniprogram/records/stores/audit-choices';
import { AuditFile } from '../../../miniprogram/records/stores/audit-file';
import { AuditLog } from '../../../miniprogram/records/stores/audit-log';
import { AuditPage } from '../../../miniprogram/records/stores/audit-page';
import type { Language } from '../../../miniprogram/i18n/index';
import type { ForwardResult } from '../../../miniprogram/services/forwarding';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { Answers } from './answers';
import { makeSessionMember, NOTICE } from './cloud';
import { FakeClock, makeNetwork, NOON } from './phone';

export const ZHOU: Person = { id: 'm1', name: '小周', visitorCode: 'K7M2QX' };
export const WU: Person = { id: 'm2', name: '小吴', visitorCode: 'WU22WU' };
export const BEIJING = [{ from: 0, minutes: 480 }] as const;

export function makeEntry(id: string, change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id,
    at: NOON,
    who: WU,
    kind: 'live',
    action: 'live.open',
    storeName: '南京路店',
    cameraName: '收银台',
    result: 'ok',
    detail: '',
    durationMs: null,
    past: null,
    ...change,
  };
}

/** So many, each a minute before the one that comes first. */
export function makeEntries(count: number): readonly AuditEntry[] {
  return Array.from({ length: count }, (_, index) => makeEntry(`e${index}`, { at: NOON - index * 60_000 }));
}

/** The audit as the cloud keeps it, newest first. */
export class FakeAudit {
  offsets: OutputOf<'audit.list'>['offsets'] = BEIJING;
  /** Entries of one page of the file. */
  filePage = 500;

  constructor(public entries: readonly AuditEntry[]) {}

  serve(answers: Answers): Answers {
    return answers
      .on('audit.list', (query) => {
        const { found, next } = this.page(query, 50);
        return { entries: found, offsets: this.offsets, next };
      })
      .on('audit.export', ({ cursor, ...query }) => {
        const { found, next } = this.page({ ...query, ...(cursor !== undefined && { cursor }) }, this.filePage);
        const lines = found.map(({ id }) => `${id}\r\n`).join('');
        return { csv: cursor === undefined ? `\uFEFF时间\r\n${lines}` : lines, next };
      });
  }

  private page({ kind, memberId, cursor }: AuditQuery, size: number) {
    const fitting = this.entries.filter(
      (entry) => (kind === undefined || entry.kind === kind) && (memberId === undefined || entry.who?.id === memberId),
    );
    const start = Number(cursor ?? 0);
    const next = start + size < fitting.length ? String(start + size) : null;
    return { found: fitting.slice(start, start + size), next };
  }
}

/** The page of the audit on a fake phone, opened by a member. */
export async function openAudit({
  entries = makeEntries(3),
  member = makeSessionMember(),
  language = 'zh-CN',
}: { entries?: readonly AuditEntry[]; member?: SessionMember; language?: Language } = {}) {
  const clock = new FakeClock();
  const network = makeNetwork();
  const cloud = new FakeAudit(entries);
  const answers = cloud.serve(new Answers());
  answers.on('session.start', () => ({ visitorCode: ZHOU.visitorCode, member, notice: NOTICE, now: NOON }));
  const disk = { files: new Map<string, string>(), isFull: false };
  const phone = { sent: [] as string[], result: 'sent' as ForwardResult };
  const session = new SessionStore({ call: answers.call });
  const log = new AuditLog({ call: answers.call, clock, network });
  const choices = new AuditChoices({ call: answers.call, clock });
  const file = new AuditFile({
    call: answers.call,
    clock,
    files: makeTextFiles(disk),
    forwardFile: makeForward(phone),
  });
  const words = () => dictionaries[language];
  const page = new AuditPage({ log, choices, file, session, clock, words, language: () => language });
  page.open();
  log.show();
  await clock.pass(0);
  const asked = (): readonly InputOf<'audit.list'>[] => answers.inputs('audit.list');
  return { page, log, choices, file, clock, network, answers, cloud, disk, phone, asked };
}

interface Disk {
  readonly files: Map<string, string>;
  isFull: boolean;
}

function makeTextFiles(disk: Disk) {
  const write = (path: string, text: string) => {
    if (!disk.isFull) disk.files.set(path, text);
    return !disk.isFull;
  };
  return {
    write: (name: string, text: string) => Promise.resolve(write(`usr:${name}`, text) ? `usr:${name}` : null),
    append: (path: string, text: string) => Promise.resolve(write(path, `${disk.files.get(path) ?? ''}${text}`)),
    remove: (path: string) => void disk.files.delete(path),
  };
}

function makeForward(phone: { readonly sent: string[]; result: ForwardResult }) {
  return (path: string, name: string) => {
    phone.sent.push(`${path} as ${name}`);
    return Promise.resolve(phone.result);
  };
}

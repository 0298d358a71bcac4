import type { PrivacyNotice } from '../../../typings/contract/people';
import type { CallFailed } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { PrivacyStore } from './privacy-store';

/** The notice, with the days and the contact of this installation. */
export interface NoticeWords {
  readonly sections: readonly { readonly title: string; readonly items: readonly string[] }[];
  readonly contact: string;
  readonly version: string;
}

/** Null until the cloud has told its days: a notice with a gap in it is none. */
export function noticeWords(notice: PrivacyNotice | null, { privacy }: Dictionary): NoticeWords | null {
  if (notice === null) return null;
  const { version, auditDays: days, contact } = notice;
  return {
    sections: privacy.sections.map(({ title, items }) => ({ title, items: items.map((item) => fill(item, { days })) })),
    contact: contact === null ? privacy.noContact : fill(privacy.contact, { contact }),
    version: fill(privacy.version, { version }),
  };
}

/** Why the last deed did not work; empty when it did. */
export function privacyProblem(problem: PrivacyStore['problem'], { privacy, errors, common }: Dictionary): string {
  if (problem === null) return '';
  const { deed, failure } = problem;
  if (failure.code === 'conflict') return privacy.problems[deed === 'delete' ? 'lastOwner' : 'noticeChanged'];
  return `${errors[failure.code].title}${common.listComma}${errors[failure.code].next}`;
}

interface ClaimSetting {
  readonly words: Dictionary;
  /** Words for an instant, such as 今天 14:05. */
  readonly moment: (at: number) => string;
}

/** Why the first owner did not come to be; empty while nothing failed. */
export function claimProblem(problem: CallFailed | null, { words, moment }: ClaimSetting): string {
  if (problem === null) return '';
  const { claim, errors, common } = words;
  const { code, retryAt } = problem;
  if (code === 'permission-denied') return claim.problems.wrong;
  if (code === 'used') return claim.problems.taken;
  if (code === 'conflict') return claim.problems.noticeChanged;
  if (code === 'rate-limited' && retryAt !== null) return fill(claim.problems.tooMany, { when: moment(retryAt) });
  return `${errors[code].title}${common.listComma}${errors[code].next}`;
}

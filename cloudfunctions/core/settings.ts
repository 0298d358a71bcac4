import type { PrivacyNotice } from '../../typings/contract/people';
import { readTemplates, type NoticeTemplates } from './notices/templates';

/** What whoever installs the cloud functions decides, besides the keys. */
export interface Settings {
  /** Makes the first owner; null where there is none, or one that could be guessed. */
  readonly bootstrap: string | null;
  /** The beginning of ordinary links that WeChat opens this mini-program for; the code follows. Null for none. */
  readonly link: string | null;
  /** Which version of the mini-program its codes open. */
  readonly codeVersion: CodeVersion;
  readonly notice: PrivacyNotice;
  /** With what people are told in WeChat of cameras that are gone; null where they are not. */
  readonly templates: NoticeTemplates | null;
  /** After how long a camera counts as gone, ms. */
  readonly noticeAfterMs: number;
  /** How many covers of an account may be captured in a day, where the vendor counts them. */
  readonly capturesPerDay: number;
}

const CODE_VERSIONS = ['release', 'trial', 'develop'] as const;
export type CodeVersion = (typeof CODE_VERSIONS)[number];

/** Changed whenever the words of the notice change in meaning. */
export const NOTICE_VERSION = '2026-11-22.3';

const SHORTEST_BOOTSTRAP = 16;
/** The law on networks wants half a year at least. */
const AUDIT_DAYS = { least: 180, most: 3_650, usual: 180 };
/** Parts of a minute are for trying it out. */
const NOTICE_MINUTES = { least: 0.1, most: 120, usual: 10 };
const CAPTURES = { least: 0, most: 100_000, usual: 500 };
const MINUTE_MS = 60_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads them from the environment; throws, naming the variable but not its value, when one can not be what it says. */
export function readSettings(environment: Environment): Settings {
  return {
    bootstrap: readBootstrap(environment['KANDIAN_BOOTSTRAP']),
    link: readLink(environment['KANDIAN_LINK']),
    codeVersion: readCodeVersion(environment['KANDIAN_CODE_VERSION']),
    notice: {
      version: NOTICE_VERSION,
      auditDays: readNumber('KANDIAN_AUDIT_DAYS', environment['KANDIAN_AUDIT_DAYS'], AUDIT_DAYS),
      contact: environment['KANDIAN_CONTACT']?.trim() || null,
    },
    templates: readNotices(environment['KANDIAN_NOTICES']),
    noticeAfterMs:
      MINUTE_MS * readNumber('KANDIAN_NOTICE_MINUTES', environment['KANDIAN_NOTICE_MINUTES'], NOTICE_MINUTES),
    capturesPerDay: readNumber('KANDIAN_EZVIZ_CAPTURES', environment['KANDIAN_EZVIZ_CAPTURES'], CAPTURES),
  };
}

function readBootstrap(text = ''): string | null {
  if (text === '') return null;
  if (text.length < SHORTEST_BOOTSTRAP) throw new Error(`KANDIAN_BOOTSTRAP needs ${SHORTEST_BOOTSTRAP} characters`);
  return text;
}

function readLink(text = ''): string | null {
  if (text === '') return null;
  if (!URL.canParse(text) || !text.startsWith('https://') || !text.endsWith('/')) {
    throw new Error('KANDIAN_LINK is not an https address that ends with a slash');
  }
  return text;
}

function readCodeVersion(text: string = CODE_VERSIONS[0]): CodeVersion {
  const version = CODE_VERSIONS.find((known) => known === text);
  if (version === undefined) throw new Error(`KANDIAN_CODE_VERSION is one of ${CODE_VERSIONS.join(', ')}`);
  return version;
}

function readNotices(json = ''): NoticeTemplates | null {
  if (json === '') return null;
  const templates = readTemplates(json);
  if (templates === null) throw new Error('KANDIAN_NOTICES does not say two templates and their fields');
  return templates;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly usual: number;
}

function readNumber(name: string, text: string | undefined, { least, most, usual }: Bounds): number {
  const number = text === undefined ? usual : Number(text.trim() || NaN); // an empty text would be 0
  const isWhole = Number.isInteger(number) || !Number.isInteger(least);
  if (isWhole && number >= least && number <= most) return number;
  throw new Error(`${name} is a number from ${least} to ${most}`);
}

import { randomInt } from 'node:crypto';
import { LINK } from './mini-program-code';
import { NOTICES_SETTING } from './notice-templates';

const CONTACT = '演示 privacy@kandian.example';

/** No letter or digit that another one looks like. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** By which the first owner claims this installation: five groups of four, made anew at each start. */
export function makeBootstrapCode(): string {
  const letter = (): string => ALPHABET.charAt(randomInt(ALPHABET.length));
  const group = (): string => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

export interface InstallationChoices {
  readonly keys: string;
  readonly bootstrap: string;
  /** After how many minutes people are told of a camera that is gone; the functions' own default when left out. */
  readonly noticeMinutes?: number | undefined;
}

/** What whoever deploys the functions would write into their environment. */
export function functionsEnvironment(choices: InstallationChoices): Readonly<Record<string, string>> {
  const { keys, bootstrap, noticeMinutes } = choices;
  return {
    KANDIAN_KEYS: keys,
    KANDIAN_BOOTSTRAP: bootstrap,
    KANDIAN_LINK: LINK,
    KANDIAN_CONTACT: CONTACT,
    KANDIAN_NOTICES: NOTICES_SETTING,
    ...(noticeMinutes !== undefined && { KANDIAN_NOTICE_MINUTES: String(noticeMinutes) }),
  };
}

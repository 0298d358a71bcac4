import type { AuditEntry } from '../../../typings/contract/audit';
import { hoursWords, minuteOf } from '../../stores/person-words';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';

type Words = Pick<Dictionary, 'audit' | 'people'>;
type Translate = (detail: string, words: Words) => string | undefined;

/** What the cloud writes in words of its own; names that people gave stand as they are. */
const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  'ptz.hold': motion,
  'ptz.stop': motion,
  'ptz.step': motion,
  'switch.set': (detail, { audit }) => pick(audit.switches, detail),
  'talk.send': (detail, { audit }) => numberIn(detail, / s$/, audit.talked, 's'),
  'member.own': (detail, { audit }) => pick(audit.owners, detail),
  'camera.hide': (detail, { audit }) => pick(audit.hiding, detail),
  'offer.take': (detail, { audit }) => pick(audit.offers, detail),
  'member.grant': grant,
  'invite.make': role,
  'invite.revoke': role,
  'invite.accept': role,
  'share.make': view,
  'share.open': view,
  'share.revoke': view,
  'audit.export': (detail, { audit }) => numberIn(detail, /$/, audit.lines, 'n'),
};

/** What an entry says beside its action, in words; what nobody knows to translate stands as it was written. */
export function detailWords({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>, words: Words): string {
  return pick(TRANSLATIONS, action)?.(detail, words) ?? detail;
}

function motion(detail: string, { audit }: Words): string | undefined {
  return pick(audit.motions, detail);
}

function view(detail: string, { audit }: Words): string | undefined {
  return pick(audit.views, detail);
}

function role(detail: string, { audit, people }: Words): string | undefined {
  const name = pick<string>(people.roles, detail);
  return name === undefined ? undefined : fill(audit.as, { role: name });
}

/** Such as `staff view,playback 08:00-22:00`. */
function grant(detail: string, { audit, people }: Words): string | undefined {
  const [key = '', held = '', span] = detail.split(' ');
  const name = pick<string>(people.roles, key);
  if (name === undefined) return undefined;
  const rights = held.split(',').map((right) => pick<string>(people.rights, right) ?? right);
  const [from, to] = span?.split('-') ?? [];
  const hours = from === undefined || to === undefined ? null : { from: minuteOf(from), to: minuteOf(to) };
  const parts = [name, rights.join(audit.rightsComma), ...(hours === null ? [] : [hoursWords(hours, people)])];
  return parts.join(' · ');
}

function numberIn(detail: string, unit: RegExp, template: string, name: string): string | undefined {
  const number = detail.replace(unit, '');
  return /^[\d.]+$/.test(number) ? fill(template, { [name]: number }) : undefined;
}

/** What a table has under a key that comes from outside. */
export function pick<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined;
}

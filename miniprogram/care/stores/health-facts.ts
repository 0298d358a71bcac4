import type { ErrorCode } from '../../../typings/contract/errors';
import type { CameraHealth, Cause, Pushing, StorageMedium, Told, VendorViewer } from '../../../typings/contract/health';
import { byteWords } from '../../utils/bytes';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';

/** One thing that is known of a camera, or why it is not. */
export interface FactRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  /** What to do about it; empty where nothing is to be done, or its cause says it. */
  readonly next: string;
  /** Whether it is one of the causes. */
  readonly bad: boolean;
}

/** Things of one kind. */
export interface FactSection {
  readonly key: 'picture' | 'storage' | 'pushing' | 'viewers';
  readonly title: string;
  readonly rows: readonly FactRow[];
}

interface Setting {
  readonly words: Dictionary;
  /** Words for an instant, such as 今天 14:05. */
  readonly moment: (at: number) => string;
}

/** Nobody counts further. */
const MOST_VIEWERS = 20;

const CAUSE_OF: Partial<Record<StorageMedium['state'], Cause>> = {
  missing: 'storage-missing',
  broken: 'storage-broken',
  unformatted: 'storage-broken',
  full: 'storage-full',
};

/** What is known of a camera, in words; nothing of what its vendor never tells, or tells others only. */
export function healthFacts(health: CameraHealth, setting: Setting): readonly FactSection[] {
  const { words } = setting;
  const { picture, storage, pushing, pushingWhat, viewers, viewerCount } = words.health;
  const pushed = told(health.pushing, pushingWhat, { words, rows: (value) => pushingRows(value, setting) });
  const watched = told(health.viewers, viewerCount, { words, rows: (value) => viewerRows(value, setting) });
  const sections: readonly FactSection[] = [
    { key: 'picture', title: picture, rows: pictureRows(health, setting) },
    { key: 'storage', title: storage, rows: storageRows(health, setting) },
    { key: 'pushing', title: pushing, rows: pushed },
    { key: 'viewers', title: viewers, rows: watched },
  ];
  return sections.filter(({ rows }) => rows.length > 0);
}

function pictureRows({ codec, status, causes }: CameraHealth, { words: { health } }: Setting): readonly FactRow[] {
  const clear = status.reachability === 'online' ? health.unencrypted : health.encryptionUnknown;
  const encryption = status.condition === 'encrypted' ? health.encrypted : clear;
  const row = (key: 'codec' | 'encrypted', label: string, value: string): FactRow => ({
    ...{ key, label, value, next: '', bad: causes.includes(key) },
  });
  return [row('codec', health.codec, health.codecs[codec]), row('encrypted', health.encryption, encryption)];
}

/** That a vendor never tells of it is said: recordings may hang on it. */
function storageRows({ storage, causes }: CameraHealth, { words }: Setting): readonly FactRow[] {
  const { health } = words;
  if (storage.kind === 'unknown') {
    if (storage.why !== 'unsupported') return [unread(health.medium, storage.why, words)];
    return [{ key: 'storage', label: health.medium, value: health.untoldHere, next: '', bad: false }];
  }
  const media = storage.value;
  if (media.length === 0)
    return [{ key: 'storage', label: health.medium, value: health.noStorage, next: '', bad: false }];
  return media.map((medium, index) => mediumRow(medium, { index, many: media.length > 1, causes, words }));
}

interface MediumSetting {
  readonly index: number;
  readonly many: boolean;
  readonly causes: readonly Cause[];
  readonly words: Dictionary;
}

function mediumRow(medium: StorageMedium, { index, many, causes, words }: MediumSetting): FactRow {
  const { health, common } = words;
  const { state } = medium;
  const cause = CAUSE_OF[state];
  const parts = [health.media[state], spaceWords(medium, words)];
  return {
    key: `storage ${index}`,
    label: many ? fill(health.mediumOf, { n: index + 1 }) : health.medium,
    value: parts.filter((part) => part !== '').join(common.listComma),
    next: state === 'formatting' ? health.formattingNext : '',
    // An empty slot beside a card is no fault, which the cloud knows.
    bad: cause !== undefined && causes.includes(cause),
  };
}

function spaceWords({ totalBytes, freeBytes }: StorageMedium, { health }: Dictionary): string {
  if (totalBytes === null || totalBytes === 0) return '';
  const total = byteWords(totalBytes);
  return freeBytes === null ? fill(health.total, { total }) : fill(health.space, { free: byteWords(freeBytes), total });
}

function pushingRows(pushing: Pushing | null, { words: { health }, moment }: Setting): readonly FactRow[] {
  const row = (key: string, label: string, value: string, next = ''): FactRow => ({
    key,
    label,
    value,
    next,
    bad: false,
  });
  if (pushing === null) return [row('pushing', health.pushingWhat, health.notPushing, health.notPushingNext)];
  const { since, codec, size, framesPerSecond } = pushing;
  const parts = [
    health.formats[codec],
    size === null ? '' : `${size.width}×${size.height}`,
    framesPerSecond === null ? '' : fill(health.frames, { n: framesPerSecond }),
  ];
  return [
    row('since', health.pushingSince, moment(since)),
    row('pushing', health.pushingWhat, parts.filter((part) => part !== '').join(' · ')),
  ];
}

function viewerRows(viewers: readonly VendorViewer[], { words: { health }, moment }: Setting): readonly FactRow[] {
  const count = viewers.length === 0 ? health.nobody : fill(health.people, { n: viewers.length });
  return [
    { key: 'viewers', label: health.viewerCount, value: count, next: '', bad: false },
    ...viewers.slice(0, MOST_VIEWERS).map(({ protocol, since }, index) => ({
      key: `viewer ${index}`,
      label: fill(health.viewer, { n: index + 1 }),
      value: fill(health.watchingBy, { protocol: health.protocols[protocol], when: moment(since) }),
      next: '',
      bad: false,
    })),
  ];
}

/** Nothing of what the vendor never tells, and nothing of what is not for the caller. */
function told<T>(one: Told<T>, label: string, { words, rows }: Telling<T>): readonly FactRow[] {
  if (one.kind === 'known') return rows(one.value);
  return one.why === 'unsupported' || one.why === 'permission-denied' ? [] : [unread(label, one.why, words)];
}

interface Telling<T> {
  readonly words: Dictionary;
  readonly rows: (value: T) => readonly FactRow[];
}

function unread(label: string, why: ErrorCode, { health, errors }: Dictionary): FactRow {
  const { title, next } = errors[why];
  return { key: 'unread', label, value: fill(health.unread, { why: title }), next, bad: false };
}

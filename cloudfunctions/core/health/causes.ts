import type { Codec, Condition, Reachability } from '../../../typings/contract/domain';
import type { Cause, StorageMedium, Told } from '../../../typings/contract/health';
import type { ChannelDocument } from '../documents';
import type { Answer } from '../statuses';

/** A camera, as far as it tells something about the others of its store. */
export type Neighbour = Pick<ChannelDocument, '_id' | 'accountId' | 'address' | 'reachability'>;

/** All that speaks for one cause or another. */
export interface Symptoms {
  /** What came of asking the vendor just now. */
  readonly answer: Answer;
  /** Whether its account lists it no more. */
  readonly gone: boolean;
  readonly camera: Neighbour;
  /** The cameras of its store, with or without itself. */
  readonly neighbours: readonly Neighbour[];
  readonly condition: Condition;
  readonly codec: Codec;
  readonly storage: Told<readonly StorageMedium[]>;
}

/** Why a camera shows nothing, or not what it should; the likeliest first. */
export function causesOf(symptoms: Symptoms): readonly Cause[] {
  const { answer, gone, camera, condition, codec, storage } = symptoms;
  return [
    ...causesOfAnswer(answer, gone),
    ...(camera.reachability === 'offline' ? causesOfLine(symptoms) : []),
    ...causesOfCondition(condition),
    ...(codec === 'h265' ? (['codec'] as const) : []),
    ...(storage.kind === 'known' ? causesOfStorage(storage.value) : []),
  ];
}

function causesOfAnswer(answer: Answer, gone: boolean): readonly Cause[] {
  switch (answer) {
    case 'told':
      return gone ? ['not-listed'] : [];
    case 'left-out':
      return ['not-listed'];
    case 'vendor-auth':
      return ['account-keys'];
    case 'vendor-quota':
    case 'rate-limited':
      return ['vendor-quota'];
    default:
      return gone ? ['not-listed', 'vendor-silent'] : ['vendor-silent'];
  }
}

/** What went with it tells where the line broke. A neighbour whose state nobody knows tells nothing. */
function causesOfLine({ camera, neighbours }: Symptoms): readonly Cause[] {
  const others = neighbours.filter(({ _id, reachability }) => _id !== camera._id && reachability !== 'unknown');
  if (others.length === 0) return ['camera-line', 'store-line'];
  const inDevice = others.filter((other) => isSameDevice(camera, other));
  if (others.some(isOnline)) return inDevice.length > 0 && !inDevice.some(isOnline) ? ['recorder'] : ['camera-line'];
  return inDevice.length === others.length ? ['store-line', 'recorder'] : ['store-line'];
}

const isOnline = ({ reachability }: { readonly reachability: Reachability }): boolean => reachability === 'online';

const isSameDevice = (one: Neighbour, other: Neighbour): boolean =>
  one.accountId === other.accountId && one.address.deviceId === other.address.deviceId;

function causesOfCondition(condition: Condition): readonly Cause[] {
  switch (condition) {
    case 'clear':
      return [];
    case 'encrypted':
    case 'masked':
    case 'disabled':
      return [condition];
  }
}

const CAUSE_OF_MEDIUM = {
  ok: null,
  missing: 'storage-missing',
  broken: 'storage-broken',
  unformatted: 'storage-broken',
  formatting: null,
  full: 'storage-full',
  unknown: null,
} as const satisfies Record<StorageMedium['state'], Cause | null>;

/** A slot left empty beside a medium is no fault. */
function causesOfStorage(media: readonly StorageMedium[]): readonly Cause[] {
  const present = media.filter(({ state }) => state !== 'missing');
  const counted = present.length > 0 ? present : media;
  return [...new Set(counted.flatMap(({ state }) => CAUSE_OF_MEDIUM[state] ?? []))];
}

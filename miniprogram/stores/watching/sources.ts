import type { LiveSource, Protocol } from '../../../typings/contract/domain';

const EVERY_PROTOCOL: readonly Protocol[] = ['flv', 'rtmp', 'hls'];

/** What this phone can play, best first. No H265: `<live-player>` shows it as black. */
export function playableSources(sources: readonly LiveSource[]): readonly LiveSource[] {
  return sources.filter((source) => source.codec !== 'h265');
}

/** `avoid` with one more protocol; when none is left, the fault was not the protocol's and all are allowed again. */
export function avoidAlso(avoid: readonly Protocol[], protocol: Protocol): readonly Protocol[] {
  const more = avoid.includes(protocol) ? avoid : [...avoid, protocol];
  return EVERY_PROTOCOL.every((each) => more.includes(each)) ? [] : more;
}

/** The address the player was told to play. */
export function sourceOf({ sources, index }: SourceList): LiveSource {
  const source = sources[index];
  if (!source) throw new RangeError('a stream points past its sources');
  return source;
}

/** Addresses in order of preference, and the one being played. */
interface SourceList {
  readonly sources: readonly LiveSource[];
  readonly index: number;
}

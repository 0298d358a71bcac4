import type { NetworkState } from '../../services/network';
import type { NetStatusInfo } from '../../services/player-signal';

/** What the player last said of itself, and what this watching has cost. */
export interface LiveStats {
  readonly fps: number | null;
  /** kbit/s of picture and sound together. */
  readonly bitrateKbps: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Held unplayed, which is most of the delay, ms. */
  readonly cacheMs: number | null;
  readonly gopSeconds: number | null;
  readonly jitterMs: number | null;
  /** 1 best to 6 unusable. */
  readonly linkLevel: number | null;
  readonly bytes: number;
  readonly mobileBytes: number;
  /** Epoch ms of the last report; null before the first. */
  readonly at: number | null;
}

export const noStats: LiveStats = {
  fps: null,
  bitrateKbps: null,
  width: null,
  height: null,
  cacheMs: null,
  gopSeconds: null,
  jitterMs: null,
  linkLevel: null,
  bytes: 0,
  mobileBytes: 0,
  at: null,
};

/** Longer silences between two reports are not counted as data: the player stood still. */
const MAX_GAP_MS = 5_000;
const DEFAULT_GAP_MS = 1_000;

/** Takes one report of the player. Its `netSpeed` is in kbit/s and holds since the report before. */
export function addReport(stats: LiveStats, info: NetStatusInfo, now: number, network: NetworkState): LiveStats {
  const gap = stats.at === null ? DEFAULT_GAP_MS : Math.min(MAX_GAP_MS, Math.max(0, now - stats.at));
  const received = Math.round(((info.netSpeed ?? 0) * gap) / 8);
  const mobile = network.kind === 'cellular' ? received : 0;
  return {
    fps: known(info.videoFPS),
    bitrateKbps: sum(info.videoBitrate, info.audioBitrate) ?? known(info.netSpeed),
    width: positive(info.videoWidth),
    height: positive(info.videoHeight),
    cacheMs: known(info.videoCache),
    gopSeconds: positive(info.videoGOP),
    jitterMs: known(info.netJitter),
    linkLevel: positive(info.netQualityLevel),
    bytes: stats.bytes + received,
    mobileBytes: stats.mobileBytes + mobile,
    at: now,
  };
}

/** What stays when another address is played: the bill, not the figures. */
export function keepBill({ bytes, mobileBytes }: LiveStats): LiveStats {
  return { ...noStats, bytes, mobileBytes };
}

const known = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;
const positive = (value: number | undefined): number | null => (value !== undefined && value > 0 ? value : null);

function sum(video: number | undefined, audio: number | undefined): number | null {
  const total = (video ?? 0) + (audio ?? 0);
  return total > 0 ? total : null;
}

/** What a player's code means to us. */
export type PlayerSignal =
  | 'connected'
  | 'frame'
  | 'progress'
  | 'ended'
  | 'loading'
  | 'resized'
  | 'reconnecting'
  | 'weak'
  | 'trouble'
  | 'gave-up'
  | 'no-address';

/** Phones send these in different orders, and some send codes that no page documents. */
const SIGNALS: Readonly<Record<string, PlayerSignal>> = {
  '2001': 'connected',
  '2002': 'connected',
  '2003': 'frame',
  '2004': 'frame',
  '2005': 'progress',
  '2006': 'ended',
  '2007': 'loading',
  '2009': 'resized',
  '2032': 'frame',
  '2103': 'reconnecting',
  '2104': 'weak',
  '2105': 'weak',
  '3001': 'trouble',
  '3002': 'trouble',
  '3003': 'trouble',
  '3005': 'trouble',
  '-2301': 'gave-up',
  '-2302': 'no-address',
};

/** The meaning of a `<live-player>` state code; null for a code that calls for nothing, known or not. */
export function toPlayerSignal(code: number): PlayerSignal | null {
  return SIGNALS[String(code)] ?? null;
}

/** The events of `<video>` that matter, in the same words. */
export const VIDEO_SIGNALS = {
  timeupdate: 'progress',
  waiting: 'loading',
  ended: 'ended',
  error: 'gave-up',
} as const satisfies Readonly<Record<string, PlayerSignal>>;

/** `no-permission`: the mini-program may not use the player. `no-microphone`: RTC mode needs it, and WeChat has it not. */
export type PlayerFault = 'no-permission' | 'no-microphone';

/** Detail of `binderror`, which the platform's typings lack. */
export interface PlayerErrorDetail {
  readonly errCode?: number;
  readonly errMsg?: string;
}

const MICROPHONE_CODES: readonly number[] = [10001, 10002];

/** What a player's error is about; null for one that the watchdogs will judge by its effect. */
export function toPlayerFault({ errCode, errMsg = '' }: PlayerErrorDetail): PlayerFault | null {
  if (/system permission denied/i.test(errMsg)) return 'no-microphone';
  if (errCode !== undefined && MICROPHONE_CODES.includes(errCode)) return 'no-microphone';
  return /no permission/i.test(errMsg) ? 'no-permission' : null;
}

/** `info` of `bindnetstatus`, which the platform's typings declare as a string. */
export interface NetStatusInfo {
  readonly videoBitrate?: number;
  readonly audioBitrate?: number;
  readonly videoFPS?: number;
  readonly videoGOP?: number;
  readonly netSpeed?: number;
  readonly netJitter?: number;
  readonly netQualityLevel?: number;
  readonly videoWidth?: number;
  readonly videoHeight?: number;
  readonly videoCache?: number;
  readonly audioCache?: number;
}

/** Detail of `bindstatechange`; the platform's typings miss some codes. */
export interface PlayerCodeDetail {
  readonly code: number;
}

/** Detail of `bindfullscreenchange`. */
export interface FullScreenDetail {
  readonly fullScreen: boolean;
}

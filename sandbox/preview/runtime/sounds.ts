import type { PlayerRecord, RecorderRecord, SoundRecord, Vibration } from './records';

/** What was recorded, what sounded and what shook since the page was loaded; for the players: those on a page now. */
export const recorderRecord: RecorderRecord = { state: 'idle', recordings: [] };
export const sounds: SoundRecord[] = [];
export const vibrations: Vibration[] = [];
export const players = new Set<PlayerRecord>();

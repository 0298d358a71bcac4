import type { ChannelId } from './domain';

/** How a camera can be moved. A motion that its model lacks is not among its abilities. */
export type PtzMotion =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'up-left'
  | 'up-right'
  | 'down-left'
  | 'down-right'
  | 'zoom-in'
  | 'zoom-out'
  | 'focus-near'
  | 'focus-far'
  | 'iris-open'
  | 'iris-close'
  | 'auto-scan';

/** Slow, medium, fast; each vendor's own steps are the drivers' affair. */
export type PtzSpeed = 1 | 2 | 3;

/**
 * What became of a motion. `stopped`: this call stopped the camera at its deadline. `extended`: a later call keeps it
 * moving. `released`: it was stopped by `ptz.stop`. `limit`: the camera stands at its end stop. `held`: somebody else is
 * steering.
 */
export type PtzHold =
  | { readonly kind: 'stopped' | 'extended' | 'released' | 'limit' }
  | {
      readonly kind: 'held';
      /** Who steers, by the name in the list of members. */
      readonly by: string;
      /** Epoch ms since when, and when it is free at the latest unless it is held on. */
      readonly since: number;
      readonly until: number;
    };

/** A view that the camera remembers. */
export interface Preset {
  readonly id: string;
  /** As somebody saved it; null for one that was made elsewhere. */
  readonly name: string | null;
}

/** A message that lies ready at the vendor. */
export interface Phrase {
  readonly id: string;
  readonly name: string;
  readonly place: 'vendor' | 'own';
  readonly durationMs: number | null;
  /** To listen to it first. */
  readonly url: string;
}

export type MirrorAxis = 'horizontal' | 'vertical' | 'both';

/** What can be switched. A mirror turns over what there is, so that it has no state to be read. */
export type SwitchChange =
  | { readonly name: 'mirror'; readonly axis: MirrorAxis }
  | { readonly name: 'mask' | 'camera' | 'recording'; readonly on: boolean }
  /** The stream that the camera encodes, 1 (smooth) to 4 (sharpest). */
  | { readonly name: 'level'; readonly level: 1 | 2 | 3 | 4 };

/** States that the vendor can tell; null for those that it cannot. `mask`: the lens is covered. */
export interface SwitchStates {
  readonly mask: boolean | null;
  readonly camera: boolean | null;
  readonly recording: boolean | null;
}

/** A still that the vendor keeps. */
export interface StoredPicture {
  readonly id: string;
  readonly takenAt: number;
  readonly bytes: number | null;
  readonly url: string;
}

/** How one camera can be steered, spoken through and switched; what it lacks is null, empty or false. */
export interface ControlAbilities {
  /** `speeds` counts the vendor's: 1 when there is no choice. `limits`: whether it tells that an end stop is reached. */
  readonly ptz: {
    readonly motions: readonly PtzMotion[];
    readonly speeds: 1 | 2 | 3;
    readonly limits: boolean;
    readonly presets: boolean;
  } | null;
  /** `half-duplex`: messages only, which is all that this app sends. */
  readonly talk: { readonly mode: 'half-duplex' | 'full-duplex'; readonly phrases: boolean } | null;
  readonly mirror: readonly MirrorAxis[];
  readonly switches: readonly ('mask' | 'camera' | 'recording' | 'level')[];
  /** Whether the vendor takes stills by itself, and whether it keeps those that are handed to it. */
  readonly snapshot: boolean;
  readonly gallery: boolean;
}

type OneCamera = { readonly channelId: ChannelId };
/** Asked again with the same key, 8–64 characters, it is done once, and done anew only after it has failed. */
type Once = { readonly requestKey: string };

/** The calls of `monitor` that do something to a camera. */
export interface ControlCalls {
  /**
   * Moves the camera until the call's deadline, 2 s after it arrives, unless it is asked again with the same `holdId`
   * (8–64 characters) and motion, or stopped. It answers when that is decided.
   */
  'ptz.hold': {
    input: OneCamera & { readonly motion: PtzMotion; readonly speed: PtzSpeed; readonly holdId: string };
    output: PtzHold;
  };
  /** May be repeated until it is answered; also stops a motion whose start has not arrived yet. */
  'ptz.stop': { input: OneCamera & { readonly motion: PtzMotion; readonly holdId: string }; output: null };
  /**
   * One movement of `ms`, 100–1500, that ends by itself, or by a `ptz.stop` of its `holdId` before. Asked again when it
   * has ended, it is not made again.
   */
  'ptz.step': {
    input: OneCamera & {
      readonly motion: PtzMotion;
      readonly speed: PtzSpeed;
      readonly holdId: string;
      readonly ms: number;
    };
    output: PtzHold;
  };
  'preset.list': { input: OneCamera; output: { readonly presets: readonly Preset[] } };
  /** Remembers where the camera looks now. The name has 1–20 characters. */
  'preset.save': { input: OneCamera & Once & { readonly name: string }; output: Preset };
  'preset.go': { input: OneCamera & { readonly id: string }; output: null };
  'preset.remove': { input: OneCamera & { readonly id: string }; output: null };
  /**
   * Plays a recorded message, an mp3 of 16 kHz mono and 1–60 s that was put into the cloud's storage under `talk/`. The
   * file is deleted whatever happens. The same `requestKey` is sent once; asked again after it failed, it is sent anew.
   */
  'talk.send': {
    input: OneCamera & Once & { readonly fileId: string };
    output: { readonly durationMs: number };
  };
  'phrase.list': { input: OneCamera; output: { readonly phrases: readonly Phrase[] } };
  'phrase.play': { input: OneCamera & Once & { readonly id: string }; output: null };
  'switch.read': { input: OneCamera; output: SwitchStates };
  /** Being so already is success. Within 5 s of the last change another one is `rate-limited`. */
  'switch.set': { input: OneCamera & Once & { readonly change: SwitchChange }; output: SwitchStates };
  /** Has the vendor take a still now. */
  'snapshot.take': {
    input: OneCamera;
    output: { readonly url: string; readonly takenAt: number; readonly expiresAt: number | null };
  };
  /** Pages count from 1. */
  'picture.list': {
    input: OneCamera & { readonly from: number; readonly to: number; readonly page: number };
    output: { readonly pictures: readonly StoredPicture[]; readonly pages: number };
  };
  /** Keeps a JPEG of at most 4 MB, put into the cloud's storage under `snapshots/`, which is deleted from there. */
  'picture.add': {
    input: OneCamera & Once & { readonly fileId: string; readonly takenAt: number };
    output: null;
  };
  'picture.remove': { input: OneCamera & { readonly id: string }; output: null };
}

import type { DemoCamera } from '../simulator';
import { Refusal } from './codes';
import type { Model } from './models';
import {
  between,
  HOME,
  limitCode,
  positionAfter,
  samePlace,
  travelMs,
  type Direction,
  type Position,
  type Speed,
} from './motion';

export interface Mirrored {
  readonly vertical: boolean;
  readonly horizontal: boolean;
}

/** A message that a camera plays, epoch ms. */
export interface Spoken {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** How a camera stands now: everything that its picture, its sound and its answers follow from. */
export interface CameraState {
  readonly position: Position;
  /** Null while it stands. */
  readonly moving: { readonly direction: Direction; readonly speed: Speed } | null;
  readonly travelling: boolean;
  readonly mirrored: Mirrored;
  readonly masked: boolean;
  readonly encrypted: boolean;
  /** By the guide's index, from 1. */
  readonly presets: ReadonlyMap<number, Position>;
  /** The last message, also when it is over. */
  readonly spoken: Spoken | null;
}

type Motor =
  | { readonly kind: 'standing'; readonly at: Position }
  | {
      readonly kind: 'moving';
      readonly from: Position;
      readonly since: number;
      readonly motion: { readonly direction: Direction; readonly speed: Speed };
    }
  | { readonly kind: 'travelling'; readonly from: Position; readonly to: Position; readonly since: number };

/** The guide's `command` of a mirror call: 0 up-down, 1 left-right, 2 centre. */
export type MirrorCommand = 0 | 1 | 2;

/** The lens needs this long to hide or to show. */
const MASK_MS = 1_000;

/** One lens with its motor, its switches and its loudspeaker. Refusals are codes of the guide. */
export class Camera {
  /** The channel's own name; the device has another. */
  name: string;
  encrypted: boolean;
  private masked: boolean;
  private maskedSince = -Infinity;
  private motor: Motor = { kind: 'standing', at: HOME };
  private mirrored: Mirrored = { vertical: false, horizontal: false };
  private spoken: Spoken | null = null;
  private readonly presets = new Map<number, Position>();

  constructor(
    readonly demo: DemoCamera,
    readonly model: Model,
    private readonly now: () => number,
  ) {
    this.name = demo.name;
    this.masked = demo.trait === 'masked';
    this.encrypted = demo.trait === 'encrypted';
  }

  state(): CameraState {
    const motor = this.settled();
    return {
      position: this.position(),
      moving: motor.kind === 'moving' ? motor.motion : null,
      travelling: motor.kind === 'travelling',
      mirrored: this.mirrored,
      masked: this.masked,
      encrypted: this.encrypted,
      presets: new Map(this.presets),
      spoken: this.spoken,
    };
  }

  /** 60028 while another motion goes on, 60002–60005 at an end stop. The same motion again only changes its speed. */
  startMoving(direction: Direction, speed: Speed): void {
    const motor = this.settled();
    if (motor.kind !== 'moving' || motor.motion.direction !== direction) this.checkStanding();
    this.checkUnmasked();
    const from = this.position();
    const limit = limitCode(from, direction);
    if (limit !== null) throw new Refusal(limit);
    this.motor = { kind: 'moving', from, since: this.now(), motion: { direction, speed } };
  }

  /** Ends a motion. One that names another direction than was started ends nothing, as at the device. */
  stopMoving(direction: Direction | null): void {
    if (this.motor.kind !== 'moving') return;
    if (direction !== null && direction !== this.motor.motion.direction) return;
    this.motor = { kind: 'standing', at: this.position() };
  }

  /** Each call turns the axis over; the guide has no call that tells how it stands. */
  mirror(command: MirrorCommand): void {
    this.checkFree();
    const { vertical, horizontal } = this.mirrored;
    this.mirrored = {
      vertical: command === 1 ? vertical : !vertical,
      horizontal: command === 0 ? horizontal : !horizontal,
    };
  }

  /** Keeps the present position under the lowest free index; 60007 or 60008 when all are taken. */
  addPreset(): number {
    this.checkFree();
    const { most, code } = this.model.presets;
    for (let index = 1; index <= most; index++) {
      if (this.presets.has(index)) continue;
      this.presets.set(index, this.position());
      return index;
    }
    throw new Refusal(code);
  }

  /** Starts for a preset; 60011 when there is none, 60010 when the camera stands there. */
  goToPreset(index: number): void {
    this.checkFree();
    const to = this.presets.get(index);
    if (!to) throw new Refusal('60011');
    const from = this.position();
    if (samePlace(from, to)) throw new Refusal('60010');
    this.motor = { kind: 'travelling', from, to, since: this.now() };
  }

  clearPreset(index: number): void {
    this.checkStanding();
    if (!this.presets.delete(index)) throw new Refusal('60011');
  }

  presetIndexes(): readonly number[] {
    return [...this.presets.keys()].sort((a, b) => a - b);
  }

  /** 60022 when it stands so already, 60083 or 60084 while the lens is still on its way. */
  setMask(masked: boolean): void {
    if (this.now() < this.maskedSince + MASK_MS) throw new Refusal(this.masked ? '60083' : '60084');
    if (masked === this.masked) throw new Refusal('60022');
    this.checkStanding();
    this.masked = masked;
    this.maskedSince = this.now();
  }

  /** Plays a message of that length. */
  speak(name: string, durationMs: number): void {
    const from = this.now();
    this.spoken = { name, from, to: from + durationMs };
  }

  isSpeaking(): boolean {
    return this.spoken !== null && this.now() < this.spoken.to;
  }

  isMasked(): boolean {
    return this.masked;
  }

  /** What a new viewer is shown. */
  shown(): DemoCamera {
    if (this.masked) return { ...this.demo, trait: 'masked' };
    return this.demo.trait === 'masked' ? { ...this.demo, trait: 'normal' } : this.demo;
  }

  private position(): Position {
    const { motor } = this;
    switch (motor.kind) {
      case 'standing':
        return motor.at;
      case 'moving':
        return positionAfter(motor.from, motor.motion, this.now() - motor.since);
      case 'travelling': {
        const ms = travelMs(motor.from, motor.to);
        return between(motor.from, motor.to, Math.min(1, (this.now() - motor.since) / ms));
      }
    }
  }

  /** The motor, standing once a journey is over. */
  private settled(): Motor {
    const { motor } = this;
    if (motor.kind === 'travelling' && this.now() >= motor.since + travelMs(motor.from, motor.to)) {
      this.motor = { kind: 'standing', at: motor.to };
    }
    return this.motor;
  }

  /** The guide: after a start, stop comes before anything else, other directions included. */
  private checkStanding(): void {
    const { kind } = this.settled();
    if (kind === 'moving') throw new Refusal('60028');
    if (kind === 'travelling') throw new Refusal('60009');
  }

  private checkUnmasked(): void {
    if (this.masked) throw new Refusal('60026');
  }

  private checkFree(): void {
    this.checkStanding();
    this.checkUnmasked();
  }
}

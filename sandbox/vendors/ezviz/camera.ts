import { createHistory, type DemoCamera, type History, type Look } from '../simulator';
import { Refusal } from './codes';
import type { Model } from './models';
import { HOME, limitCode, samePlace, travelMs, type Direction, type Position, type Speed } from './motion';
import { lookOf, positionAt, type Mirrored, type Motor, type Spoken, type Stand } from './stand';

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
  readonly look: Look;
}

/** The guide's `command` of a mirror call: 0 up-down, 1 left-right, 2 centre. */
export type MirrorCommand = 0 | 1 | 2;

/** The lens needs this long to hide or to show. */
const MASK_MS = 1_000;

/** One lens with its motor, its switches and its loudspeaker. Refusals are codes of the guide. */
export class Camera {
  /** The channel's own name; the device has another. */
  name: string;
  encrypted: boolean;
  private maskedSince = -Infinity;
  private stand: Stand;
  private readonly stands: History<Stand>;
  private readonly presets = new Map<number, Position>();

  constructor(
    readonly demo: DemoCamera,
    readonly model: Model,
    private readonly now: () => number,
  ) {
    this.name = demo.name;
    this.stand = {
      motor: { kind: 'standing', at: HOME },
      mirrored: { vertical: false, horizontal: false },
      masked: demo.trait === 'masked',
      spoken: null,
    };
    this.stands = createHistory(this.stand, now);
    this.encrypted = demo.trait === 'encrypted';
  }

  state(): CameraState {
    const motor = this.settled();
    const { mirrored, masked, spoken } = this.stand;
    return {
      position: this.position(),
      moving: motor.kind === 'moving' ? motor.motion : null,
      travelling: motor.kind === 'travelling',
      mirrored,
      masked,
      encrypted: this.encrypted,
      presets: new Map(this.presets),
      spoken,
      look: this.look(this.now()),
    };
  }

  /** How it stood at an instant of the last minute and a half. */
  readonly look = (instant: number): Look => lookOf(this.stands.at(instant), instant);

  /** 60028 while another motion goes on, 60002–60005 at an end stop. The same motion again only changes its speed. */
  startMoving(direction: Direction, speed: Speed): void {
    const motor = this.settled();
    if (motor.kind !== 'moving' || motor.motion.direction !== direction) this.checkStanding();
    this.checkUnmasked();
    const from = this.position();
    const limit = limitCode(from, direction);
    if (limit !== null) throw new Refusal(limit);
    this.change({ motor: { kind: 'moving', from, since: this.now(), motion: { direction, speed } } });
  }

  /** Ends a motion. One that names another direction than was started ends nothing, as at the device. */
  stopMoving(direction: Direction | null): void {
    const { motor } = this.stand;
    if (motor.kind !== 'moving') return;
    if (direction !== null && direction !== motor.motion.direction) return;
    this.change({ motor: { kind: 'standing', at: this.position() } });
  }

  /** Each call turns the axis over; the guide has no call that tells how it stands. */
  mirror(command: MirrorCommand): void {
    this.checkFree();
    const { vertical, horizontal } = this.stand.mirrored;
    this.change({
      mirrored: {
        vertical: command === 1 ? vertical : !vertical,
        horizontal: command === 0 ? horizontal : !horizontal,
      },
    });
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
    this.change({ motor: { kind: 'travelling', from, to, since: this.now() } });
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
    if (this.now() < this.maskedSince + MASK_MS) throw new Refusal(this.stand.masked ? '60083' : '60084');
    if (masked === this.stand.masked) throw new Refusal('60022');
    this.checkStanding();
    this.change({ masked });
    this.maskedSince = this.now();
  }

  /** Plays a message of that length. */
  speak(name: string, durationMs: number): void {
    const from = this.now();
    this.change({ spoken: { name, from, to: from + durationMs } });
  }

  isSpeaking(): boolean {
    const { spoken } = this.stand;
    return spoken !== null && this.now() < spoken.to;
  }

  isMasked(): boolean {
    return this.stand.masked;
  }

  private change(change: Partial<Stand>): void {
    this.stand = { ...this.stand, ...change };
    this.stands.note(this.stand);
  }

  private position(): Position {
    return positionAt(this.stand.motor, this.now());
  }

  /** The motor, standing once a journey is over. */
  private settled(): Motor {
    const { motor } = this.stand;
    if (motor.kind === 'travelling' && this.now() >= motor.since + travelMs(motor.from, motor.to)) {
      this.change({ motor: { kind: 'standing', at: motor.to } });
    }
    return this.stand.motor;
  }

  /** The guide: after a start, stop comes before anything else, other directions included. */
  private checkStanding(): void {
    const { kind } = this.settled();
    if (kind === 'moving') throw new Refusal('60028');
    if (kind === 'travelling') throw new Refusal('60009');
  }

  private checkUnmasked(): void {
    if (this.stand.masked) throw new Refusal('60026');
  }

  private checkFree(): void {
    this.checkStanding();
    this.checkUnmasked();
  }
}

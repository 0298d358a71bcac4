import type { PtzControl, PtzMotion, PtzOutcome } from '../../cloudfunctions/core/capabilities';
import type { Clock } from '../../cloudfunctions/core/ports';
import type { ChannelAddress } from '../../cloudfunctions/core/ports';

export type CameraEvent = `${'start' | 'stop'} ${PtzMotion}`;

/** A camera that turns until the motion that it makes is stopped, and notes what nobody should ever tell it. */
export class FakeCamera {
  moving: PtzMotion | null = null;
  readonly events: CameraEvent[] = [];
  /** Starts while another motion was on, and stops that named another than that which was on. */
  readonly offences: string[] = [];
  /** Epoch ms at which it began and ceased to move, one after the other. */
  readonly turns: number[] = [];
  /** Thrown by the next calls of a kind, one after the other; a start that fails this way has begun all the same. */
  readonly failures: Record<'start' | 'stop', Error[]> = { start: [], stop: [] };
  outcome: PtzOutcome = 'moved';
  /** How long a call is on its way, ms: the command takes effect then. */
  latency: (event: CameraEvent) => number = () => 0;
  /** How long the answer is on its way back, ms. */
  answerLatency: (event: CameraEvent) => number = () => 0;

  constructor(private readonly clock: Clock) {}

  /** How one instance steers it. */
  control(): PtzControl {
    return {
      ...{ motions: ['left', 'right', 'up'], speeds: 3, limits: true },
      start: async (_: ChannelAddress, motion: PtzMotion) => {
        await this.carryOut(`start ${motion}`, () => this.start(motion));
        return this.outcome;
      },
      stop: (_: ChannelAddress, motion: PtzMotion) => this.carryOut(`stop ${motion}`, () => this.stop(motion)),
    };
  }

  private async carryOut(event: CameraEvent, command: () => void): Promise<void> {
    const kind = event.startsWith('start') ? 'start' : 'stop';
    if (this.latency(event) > 0) await this.clock.sleep(this.latency(event));
    this.events.push(event);
    const failure = this.failures[kind].shift();
    if (!failure || kind === 'start') command();
    if (this.answerLatency(event) > 0) await this.clock.sleep(this.answerLatency(event));
    if (failure) throw failure;
  }

  private start(motion: PtzMotion): void {
    if (this.moving !== null && this.moving !== motion) this.offences.push(`start ${motion} during ${this.moving}`);
    if (this.outcome === 'limit') return;
    if (this.moving === null) this.turns.push(this.clock.now());
    this.moving = motion;
  }

  private stop(motion: PtzMotion): void {
    if (this.moving === null) return;
    if (this.moving !== motion) this.offences.push(`stop ${motion} during ${this.moving}`);
    this.moving = null;
    this.turns.push(this.clock.now());
  }
}

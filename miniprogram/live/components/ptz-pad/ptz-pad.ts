import type { PtzMotion, PtzSpeed } from '../../../../typings/contract/control';
import { layOut } from './layout';

/**
 * Payload of `steer`. One event carries begin and end, so that a page cannot bind one and forget the other. `step`
 * comes from those who cannot hold, such as screen readers.
 */
export type SteerDetail =
  { readonly act: 'press' | 'step'; readonly motion: PtzMotion } | { readonly act: 'release' | 'cancel' };

/** Payload of `speed`. */
export interface SpeedDetail {
  readonly speed: PtzSpeed;
}

/** Payload of `mode`: the switch that was pressed. */
export interface ModeDetail {
  readonly name: 'stepwise' | 'aiming';
}

type Marked<Dataset extends object> = WechatMiniprogram.TouchEvent<object, object, Dataset>;

/** A tap that follows a touch belongs to it. */
const TOUCH_MEMORY_MS = 1_000;
/** Until when, epoch ms, a tap on a pad is the end of a touch. */
const held = new WeakMap<object, number>();

/**
 * Steers a camera: eight sectors or four, the buttons of the lens, speed and ways of pressing. Events: `steer`,
 * `speed`, `mode`.
 */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** What the camera can do, as `PtzMotion`s. */
    motions: { type: Array, value: [] },
    /** The motion that goes on, until its stop is confirmed; empty for none. */
    lit: { type: String, value: '' },
    /** The stop was never confirmed. */
    doubtful: { type: Boolean, value: false },
    /** How many speeds there are to choose from. */
    speeds: { type: Number, value: 1 },
    speed: { type: Number, value: 2 },
    stepwise: { type: Boolean, value: false },
    aimable: { type: Boolean, value: false },
    aiming: { type: Boolean, value: false },
    /** A `PtzLine`. */
    line: { type: Object, value: { text: '', tone: 'plain', shake: false } },
    /** Over the picture in full screen: the disc and the zoom only. */
    compact: { type: Boolean, value: false },
  },

  data: { sectors: [] as readonly PtzMotion[], eight: false, pairs: [] as object[], scan: false, dots: [] as number[] },

  observers: {
    motions(motions: readonly PtzMotion[]) {
      const { sectors, eight, pairs, scan } = layOut(motions);
      this.setData({ sectors, eight, pairs: [...pairs], scan });
    },
    speeds(speeds: number) {
      this.setData({ dots: speeds > 1 ? Array.from({ length: speeds }, (_, index) => index + 1) : [] });
    },
  },

  lifetimes: {
    // A pad that goes while it is held tells nobody that it was let go.
    detached() {
      if (held.get(this) === Infinity) this.tell({ act: 'cancel' });
      held.delete(this);
    },
  },

  methods: {
    onStart({ currentTarget, touches }: Marked<{ motion: PtzMotion }>) {
      const { motion } = currentTarget.dataset;
      held.set(this, Infinity);
      this.tell(touches.length > 1 ? { act: 'cancel' } : { act: 'press', motion });
    },
    onMove({ touches }: Marked<object>) {
      if (touches.length > 1) this.tell({ act: 'cancel' });
    },
    onEnd() {
      held.set(this, Date.now() + TOUCH_MEMORY_MS);
      this.tell({ act: 'release' });
    },
    onCancel() {
      held.delete(this);
      this.tell({ act: 'cancel' });
    },
    onTap({ currentTarget }: Marked<{ motion: PtzMotion }>) {
      if ((held.get(this) ?? 0) > Date.now()) return;
      this.tell({ act: 'step', motion: currentTarget.dataset.motion });
    },
    onSpeed({ currentTarget }: Marked<{ speed: PtzSpeed }>) {
      this.triggerEvent('speed', { speed: currentTarget.dataset.speed } satisfies SpeedDetail);
    },
    onMode({ currentTarget }: Marked<ModeDetail>) {
      this.triggerEvent('mode', { name: currentTarget.dataset.name } satisfies ModeDetail);
    },
    /** A touch beside the buttons is not one of the picture under the pad. */
    onNothing() {
      return;
    },
    tell(detail: SteerDetail) {
      this.triggerEvent('steer', detail);
    },
  },
});

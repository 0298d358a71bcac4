/**
 * Payload of `talk`: what a finger does to the round button. `up`: px above where it came down, of a move; in full screen
 * px away from there, since what is up then differs between phones.
 */
export interface TalkDetail {
  readonly act: 'press' | 'move' | 'release' | 'cancel' | 'tap';
  readonly up: number;
}

/** Payload of `act`: a button beside the round one, or the link that changes how one speaks. */
export interface ActDetail {
  readonly name: 'retry' | 'settings' | 'discard' | 'toggle';
}

type Touched = Pick<WechatMiniprogram.TouchEvent, 'touches' | 'changedTouches'>;
type Press = WechatMiniprogram.TouchEvent<
  WechatMiniprogram.IAnyObject,
  WechatMiniprogram.IAnyObject,
  { name: ActDetail['name'] }
>;
interface Finger {
  readonly identifier: number;
  readonly x: number;
  readonly y: number;
}

/** The finger that holds each button down. */
const fingers = new WeakMap<object, Finger>();

/** The round button to speak through a camera, with how that stands in words. Events: `talk`, `act`. */
Component({
  properties: {
    words: { type: Object, value: {} },
    /** A `TalkView`. */
    view: { type: Object, value: {} },
    /** How loud it is, percent of the meter. */
    level: { type: Number, value: 0 },
    /** Over the picture in full screen. */
    compact: { type: Boolean, value: false },
  },

  lifetimes: {
    // A button that goes while it is held tells nobody that it was let go.
    detached() {
      if (fingers.has(this)) this.triggerEvent('talk', { act: 'cancel', up: 0 } satisfies TalkDetail);
      fingers.delete(this);
    },
  },

  methods: {
    onDown({ touches, changedTouches: [touch] }: Touched) {
      const held = fingers.get(this);
      const isThere = touches.some(({ identifier }) => identifier === held?.identifier);
      // Fingers beside the first one count for nothing.
      if (touch === undefined || (held !== undefined && isThere)) return;
      if (held !== undefined) this.tell('cancel');
      fingers.set(this, { identifier: touch.identifier, x: touch.clientX, y: touch.clientY });
      this.tell('press');
    },
    onMove({ changedTouches }: Touched) {
      const held = fingers.get(this);
      const touch = changedTouches.find(({ identifier }) => identifier === held?.identifier);
      if (held === undefined || touch === undefined) return;
      const [right, up] = [touch.clientX - held.x, held.y - touch.clientY];
      this.tell('move', this.properties.compact ? Math.hypot(right, up) : up);
    },
    onUp({ changedTouches }: Touched) {
      this.end(changedTouches, 'release');
    },
    onLost({ changedTouches }: Touched) {
      this.end(changedTouches, 'cancel');
    },
    onTap() {
      this.tell('tap');
    },
    onAct({ currentTarget }: Press) {
      this.triggerEvent('act', { name: currentTarget.dataset.name } satisfies ActDetail);
    },

    end(changed: Touched['changedTouches'], act: 'release' | 'cancel') {
      const held = fingers.get(this);
      if (held === undefined || !changed.some(({ identifier }) => identifier === held.identifier)) return;
      fingers.delete(this);
      this.tell(act);
    },
    tell(act: TalkDetail['act'], up = 0) {
      this.triggerEvent('talk', { act, up } satisfies TalkDetail);
    },
  },
});

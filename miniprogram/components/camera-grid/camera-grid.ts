import type { RowView } from '../../utils/row-patch';
import type { CameraCardDetail } from '../camera-card/camera-card';

/** Payload of `scrolled`: px from the top. */
export interface GridScrollDetail {
  readonly top: number;
}

/** Payload of `measured`: the room for cards, px. */
export interface GridSizeDetail {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws the rows near the screen of a list of any length, with empty space of the right height for the others.
 * Events: `open`, `hold` and `broken` (CameraCardDetail), `scrolled`, `measured`, and `pulled` without payload.
 */
Component({
  properties: {
    rows: { type: Array, value: [] as readonly RowView[] },
    /** Height of the rows above and below those drawn, px. */
    above: { type: Number, value: 0 },
    below: { type: Number, value: 0 },
    columns: { type: Number, value: 2 },
    /** px, as utils/grid-metrics.ts computes them. */
    headerHeight: { type: Number, value: 0 },
    rowHeight: { type: Number, value: 0 },
    /** Name of every card's own button. */
    more: { type: String, value: '' },
    /** Whether the sign of a pull is shown. */
    pulling: { type: Boolean, value: false },
    /** Any change of it goes back to the top. */
    resets: { type: Number, value: 0 },
  },

  lifetimes: {
    ready() {
      this.measure();
    },
  },

  pageLifetimes: {
    resize() {
      this.measure();
    },
  },

  methods: {
    measure() {
      const query = this.createSelectorQuery();
      query.select('.grid').boundingClientRect(({ width, height }) => {
        this.triggerEvent('measured', { width, height } satisfies GridSizeDetail);
      });
      query.exec();
    },
    onScroll({ detail }: WechatMiniprogram.ScrollViewScroll) {
      this.triggerEvent('scrolled', { top: detail.scrollTop } satisfies GridScrollDetail);
    },
    onPull() {
      this.triggerEvent('pulled');
    },
    onOpen({ detail }: WechatMiniprogram.CustomEvent<CameraCardDetail>) {
      this.triggerEvent('open', detail);
    },
    onHold({ detail }: WechatMiniprogram.CustomEvent<CameraCardDetail>) {
      this.triggerEvent('hold', detail);
    },
    onBroken({ detail }: WechatMiniprogram.CustomEvent<CameraCardDetail>) {
      this.triggerEvent('broken', detail);
    },
  },
});

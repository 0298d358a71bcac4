import { timeline as chinese } from '../../i18n/zh-CN/timeline';
import { fill } from '../../../utils/fill';
import type { TouchKind } from '../../utils/timeline/gestures';
import { PALETTES } from '../../utils/timeline/palette';
import type { Span, TimelinePast } from '../../utils/timeline/past';
import { TimelineView, type TimelineRest } from '../../utils/timeline/timeline-view';
import { stepMs, ZOOMS } from '../../utils/timeline/window';
import { sheetOf, type Measured } from './sheet';

export type { MomentDetail, TimelineHandle } from './handle';

type Words = typeof chinese;
type Touch = WechatMiniprogram.TouchEvent;
type Press<Data extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.TouchEvent<object, object, Data>;

const TOUCHES: Readonly<Record<string, TouchKind>> = {
  touchstart: 'down',
  touchmove: 'move',
  touchend: 'up',
  touchcancel: 'cancel',
};
const KEYS: Readonly<Record<string, -1 | 1>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

/** What belongs to one timeline on the screen, and not to what its template shows. */
interface Parts {
  readonly view: TimelineView;
  /** Where it lies, px from the top left of the window. */
  origin: { readonly left: number; readonly top: number };
}
const partsOf = new WeakMap<object, Parts>();

/**
 * The past under a cursor that stands still. Methods: TimelineHandle. Events: `grab` without payload when a finger
 * begins to move it; `seek` (MomentDetail) when it has come to rest, by finger, button or key; `reach` (MomentDetail)
 * when what is visible comes near an end of what is known: with an instant beyond it; `span` (Span) when an end of the
 * selection was moved.
 */
Component({
  properties: {
    /** The dictionary's section `timeline`. */
    words: { type: Object, value: chinese },
    /** `light` or `dark`: a canvas does not follow the phone by itself. */
    theme: { type: String, value: 'light' },
    /** Of the phone's screen. */
    pixelRatio: { type: Number, value: 2 },
  },

  data: { zooms: ZOOMS, zoom: '', valueText: '', seconds: 0, length: 0, back: '', forward: '' },

  lifetimes: {
    created() {
      const view = new TimelineView({
        now: () => Date.now(),
        tell: ({ name, ...detail }) => this.triggerEvent(name, 'span' in detail ? detail.span : detail),
        rest: (rest) => this.describe(rest),
      });
      partsOf.set(this, { view, origin: { left: 0, top: 0 } });
    },
    ready() {
      this.dress();
      this.measure();
    },
    detached() {
      partsOf.get(this)?.view.putOn(null, true);
    },
  },

  pageLifetimes: {
    resize() {
      this.measure();
    },
  },

  observers: {
    'words, theme'() {
      this.dress();
    },
  },

  methods: {
    showPast(past: TimelinePast) {
      partsOf.get(this)?.view.take({ what: 'past', past });
    },
    follow(at: number) {
      partsOf.get(this)?.view.take({ what: 'follow', position: at });
    },
    select(span: Span | null) {
      partsOf.get(this)?.view.take({ what: 'select', span });
    },
    zoomTo(spanMs: number) {
      partsOf.get(this)?.view.take({ what: 'zoom', spanMs, at: Date.now() });
    },

    measure() {
      const query = this.createSelectorQuery();
      query.select('.canvas').fields({ node: true, size: true, rect: true });
      query.select('.stage').fields({ computedStyle: ['fontSize', 'transitionDuration'] });
      query.exec(([canvas, stage]: [Measured['canvas'], Measured['stage']]) => {
        const parts = partsOf.get(this);
        const sheet = sheetOf({ canvas, stage }, this.properties.pixelRatio);
        if (parts === undefined || sheet === null) return;
        parts.origin = { left: canvas?.left ?? 0, top: canvas?.top ?? 0 };
        parts.view.putOn(sheet, stage?.transitionDuration === '0s');
      });
    },
    dress() {
      const { words, theme } = this.properties;
      const palette = PALETTES[theme === 'dark' ? 'dark' : 'light'];
      const { date, monthNames } = words;
      partsOf.get(this)?.view.dress({ palette, words: { date, monthNames } });
    },
    /** Says in the template where the timeline rests: the only setData there is. */
    describe(rest: TimelineRest) {
      const { words } = this.properties;
      const step = stepWords(stepMs(rest.spanMs), words);
      const next = {
        zoom: rest.zoom ?? '',
        valueText:
          rest.clock === '' ? '' : fill(words[VALUE_WORDS[rest.recorded]], { date: rest.date, clock: rest.clock }),
        seconds: rest.seconds,
        length: rest.length,
        back: fill(words.back, { step }),
        forward: fill(words.forward, { step }),
      };
      const shown = this.data;
      if (Object.entries(next).some(([name, value]) => Reflect.get(shown, name) !== value)) this.setData(next);
    },

    onTouch(event: Touch) {
      const parts = partsOf.get(this);
      const kind = TOUCHES[event.type];
      if (parts === undefined || kind === undefined) return;
      const { left, top } = parts.origin;
      const fingers = event.changedTouches.map(({ identifier, clientX, clientY }) => {
        return { id: identifier, x: clientX - left, y: clientY - top };
      });
      parts.view.take({ what: 'touch', kind, fingers, at: Date.now() });
    },
    onKey({ detail }: WechatMiniprogram.CustomEvent<{ key: string }>) {
      const direction = KEYS[detail.key];
      if (direction !== undefined) this.step(direction);
    },
    onStep({ currentTarget }: Press<{ by: -1 | 1 }>) {
      this.step(currentTarget.dataset.by);
    },
    onZoom({ currentTarget }: Press<{ span: number }>) {
      this.zoomTo(currentTarget.dataset.span);
    },
    step(direction: -1 | 1) {
      partsOf.get(this)?.view.take({ what: 'step', direction, at: Date.now() });
    },
  },
});

const VALUE_WORDS = { yes: 'recorded', no: 'notRecorded', unknown: 'notKnown' } as const;

function stepWords(ms: number, words: Words): string {
  if (ms >= 3_600_000) return fill(words.hours, { n: ms / 3_600_000 });
  if (ms >= 60_000) return fill(words.minutes, { n: ms / 60_000 });
  return fill(words.seconds, { n: ms / 1_000 });
}

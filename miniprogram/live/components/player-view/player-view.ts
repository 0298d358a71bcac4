/** Which element is to play what; `still` covers it until the first new frame. */
export interface ShownPicture {
  readonly surface: 'none' | 'live-player' | 'video';
  readonly src: string;
  readonly mode: 'RTC' | 'live';
  readonly still: string;
}

/** Payload of `code`: a state code of the live player. */
export interface CodeDetail {
  readonly code: number;
}

/** Payload of `video`: what the HLS element did. */
export interface VideoDetail {
  readonly name: 'timeupdate' | 'waiting' | 'ended' | 'error';
}

/** Payload of `fullscreen`. */
export interface FullScreenDetail {
  readonly fullScreen: boolean;
}

/** Payload of `figures`: the player's report, as WeChat gives it. */
export interface FiguresDetail {
  readonly info: object;
}

/** Payload of `aim`: where a finger tapped, and where the picture's element lies; all px of the screen. */
export interface AimDetail {
  readonly x: number;
  readonly y: number;
  readonly frame: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

const NOTHING: ShownPicture = { surface: 'none', src: '', mode: 'RTC', still: '' };

/**
 * The picture with everything that lies on it. The controls are children of the player, or full screen would lose them.
 * Events: `code`, `figures`, `fault`, `video`, `fullscreen`, `picture` (a tap), `aim` (a tap while aiming), `control`,
 * `act`, `diagnose`, `causes`, `elsewhere`, `stay`, `notice` (its button). Slots `left` and `right`: what lies at the
 * thumbs in full screen.
 */
Component({
  options: { multipleSlots: true },

  properties: {
    /** A `ShownPicture`. */
    picture: { type: Object, value: NOTHING },
    /** A `LiveView`. */
    view: { type: Object, value: {} },
    /** The dictionary's section `live`. */
    words: { type: Object, value: {} },
    /** The section `watching`, for what a recorded picture has as well. */
    watching: { type: Object, value: {} },
    /** What the picture shows, for those who listen. */
    label: { type: String, value: '' },
    delay: { type: String, value: '' },
    quality: { type: String, value: 'sub' },
    choice: { type: Boolean, value: false },
    weak: { type: String, value: '' },
    /** Words of the way to why most likely there is no picture; none when empty. */
    causes: { type: String, value: '' },
    reference: { type: String, value: '' },
    notice: { type: String, value: '' },
    /** Words of what a notice leads to; none when empty. */
    noticeAct: { type: String, value: '' },
    /** What must lie over the picture; empty when nothing must. */
    watermark: { type: String, value: '' },
    asking: { type: Boolean, value: false },
    muted: { type: Boolean, value: true },
    /** `speaker` or `ear`. */
    soundMode: { type: String, value: 'speaker' },
    fit: { type: String, value: 'contain' },
    controls: { type: Boolean, value: true },
    fullScreen: { type: Boolean, value: false },
    /** A tap on the picture names a place on it. */
    aiming: { type: Boolean, value: false },
    /** A still was taken just now. */
    flash: { type: Boolean, value: false },
    /** What such a tap does, for those who listen. */
    aimLabel: { type: String, value: '' },
  },

  data: {
    /** Whether the picture has begun: the still that stood for it must not come back with the next wait. */
    begun: false,
    /** The element there is. */
    surface: NOTHING.surface,
  },

  observers: {
    picture({ surface }: ShownPicture) {
      const gone = surface !== this.data.surface;
      this.setData({ begun: false, surface });
      // Full screen belongs to the element, and WeChat says nothing when that goes.
      if (gone && this.properties.fullScreen)
        this.triggerEvent('fullscreen', { fullScreen: false } satisfies FullScreenDetail);
    },
    // Before the store is bound there is no view at all.
    view(view: { tone?: string } | null) {
      if (view?.tone === 'live' && !this.data.begun) this.setData({ begun: true });
    },
  },

  methods: {
    onCode({ detail }: WechatMiniprogram.CustomEvent<CodeDetail>) {
      this.triggerEvent('code', { code: detail.code } satisfies CodeDetail);
    },
    onFigures({ detail }: WechatMiniprogram.CustomEvent<FiguresDetail>) {
      this.triggerEvent('figures', { info: detail.info } satisfies FiguresDetail);
    },
    onFault({ detail }: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('fault', detail);
    },
    onFullScreen({ detail }: WechatMiniprogram.CustomEvent<FullScreenDetail>) {
      this.triggerEvent('fullscreen', { fullScreen: detail.fullScreen } satisfies FullScreenDetail);
    },
    onVideoTime() {
      this.triggerEvent('video', { name: 'timeupdate' } satisfies VideoDetail);
    },
    onVideoWaiting() {
      this.triggerEvent('video', { name: 'waiting' } satisfies VideoDetail);
    },
    onVideoEnded() {
      this.triggerEvent('video', { name: 'ended' } satisfies VideoDetail);
    },
    onVideoError() {
      this.triggerEvent('video', { name: 'error' } satisfies VideoDetail);
    },
    onPicture({ changedTouches }: Partial<Pick<WechatMiniprogram.TouchEvent, 'changedTouches'>>) {
      const finger = changedTouches?.[0];
      this.triggerEvent('picture');
      if (!this.properties.aiming || finger === undefined) return;
      const { clientX: x, clientY: y } = finger;
      this.createSelectorQuery()
        .select(this.data.surface === 'video' ? '#video' : '#player')
        .boundingClientRect((found: WechatMiniprogram.BoundingClientRectCallbackResult | null) => {
          if (found === null) return;
          const { left, top, width, height } = found;
          this.triggerEvent('aim', { x, y, frame: { left, top, width, height } } satisfies AimDetail);
        })
        .exec();
    },
    onControl({ detail }: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('control', detail);
    },
    onAct() {
      this.triggerEvent('act');
    },
    onDiagnose() {
      this.triggerEvent('diagnose');
    },
    onCauses() {
      this.triggerEvent('causes');
    },
    onElsewhere() {
      this.triggerEvent('elsewhere');
    },
    onNoticeAct() {
      this.triggerEvent('notice');
    },
    onStay() {
      this.triggerEvent('stay');
    },
  },
});

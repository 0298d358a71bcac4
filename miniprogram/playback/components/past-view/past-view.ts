/** Which element is to play what, and from which second; `still` covers it until the first new frame. */
export interface ShownPast {
  readonly surface: 'none' | 'live-player' | 'video';
  readonly src: string;
  readonly mode: 'RTC' | 'live';
  readonly still: string;
  readonly start: number;
}

/** Payload of `code`: a state code of the live player. */
export interface CodeDetail {
  readonly code: number;
}

/** Payload of `figures`: the player's report, as WeChat gives it. */
export interface FiguresDetail {
  readonly info: object;
}

/** Payload of `video`: what the HLS element did. */
export interface VideoDetail {
  readonly name: 'timeupdate' | 'waiting' | 'ended' | 'error';
}

/** Payload of `videotime`: where the HLS element is in its stream, s. */
export interface VideoTimeDetail {
  readonly currentTime: number;
}

/** Payload of `fullscreen`. */
export interface FullScreenDetail {
  readonly fullScreen: boolean;
}

const NOTHING: ShownPast = { surface: 'none', src: '', mode: 'RTC', still: '', start: 0 };

/**
 * The recorded picture with everything that lies on it; in full screen its transport too.
 * Events: `code`, `figures`, `fault`, `video`, `videotime`, `fullscreen`, `picture` (a tap), `control`, `transport`,
 * `act`, `diagnose`, `other`.
 */
Component({
  properties: {
    /** A `ShownPast`. */
    picture: { type: Object, value: NOTHING },
    /** A `PlaybackView`. */
    view: { type: Object, value: {} },
    /** The dictionary's section `playback`. */
    words: { type: Object, value: {} },
    /** The section `watching`, for what a live picture has as well. */
    watching: { type: Object, value: {} },
    /** What the picture shows, for those who listen. */
    label: { type: String, value: '' },
    /** The time of the picture by the store's clocks. */
    time: { type: String, value: '' },
    /** Speed in words, where it is not the usual one. */
    note: { type: String, value: '' },
    weak: { type: String, value: '' },
    reference: { type: String, value: '' },
    notice: { type: String, value: '' },
    /** What must lie over the picture; empty when nothing must. */
    watermark: { type: String, value: '' },
    /** What the transport shows: `running`, `speed`, `speedLabel`, `speedChoice`. */
    transport: { type: Object, value: {} },
    muted: { type: Boolean, value: true },
    fit: { type: String, value: 'contain' },
    controls: { type: Boolean, value: true },
    fullScreen: { type: Boolean, value: false },
  },

  data: {
    /** Whether the picture has begun: the still that stood for it must not come back with the next wait. */
    begun: false,
    /** The element there is. */
    surface: NOTHING.surface,
  },

  observers: {
    picture({ surface }: ShownPast) {
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
    onVideoTime({ detail }: WechatMiniprogram.CustomEvent<VideoTimeDetail>) {
      this.triggerEvent('videotime', { currentTime: detail.currentTime } satisfies VideoTimeDetail);
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
    onPicture() {
      this.triggerEvent('picture');
    },
    onControl({ detail }: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('control', detail);
    },
    onTransport({ detail }: WechatMiniprogram.CustomEvent<object>) {
      this.triggerEvent('transport', detail);
    },
    onAct() {
      this.triggerEvent('act');
    },
    onDiagnose() {
      this.triggerEvent('diagnose');
    },
    onOther() {
      this.triggerEvent('other');
    },
  },
});

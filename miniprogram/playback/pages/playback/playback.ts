import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { RecordingPlace } from '../../../../typings/contract/domain';
import type { ControlDetail, ControlName } from '../../../components/player-controls/player-controls';
import { appearance, type Theme } from '../../../services/appearance';
import { clock } from '../../../services/clock';
import { toast } from '../../../services/feedback';
import { goBack, openPage, returnTo, setPageTitle } from '../../../services/navigation';
import { contextsOf, createPlayer, noPicture } from '../../../services/player';
import { keepScreenOn } from '../../../services/player-environment';
import { VIDEO_SIGNALS, type NetStatusInfo, type PlayerErrorDetail } from '../../../services/player-signal';
import { channelIdFromQuery, instantFromQuery, placeFromQuery, routes, type Query } from '../../../services/routes';
import { preferences } from '../../../stores/index';
import { playback, playbackPage, words } from '../../stores/index';
import { PlaybackFollower } from '../../stores/playback-follower';
import { otherActOf, type PlaybackAct } from '../../stores/playback-view';
import type { Span } from '../../utils/timeline/past';
import type { ClipPress, ClipPressDetail } from '../../components/clip-bar/clip-bar';
import type { DayDetail, TurnDetail } from '../../components/day-sheet/day-sheet';
import type { JumpDetail } from '../../components/jump-field/jump-field';
import type { CodeDetail, FullScreenDetail, VideoDetail, VideoTimeDetail } from '../../components/past-view/past-view';
import type { MomentDetail, TimelineHandle } from '../../components/timeline/timeline';
import type { TransportDetail, TransportName } from '../../components/transport-bar/transport-bar';

type Detail<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<T>;

const TEN_SECONDS_MS = 10_000;
/** How much of the past a person sees who begins a clip. */
const CLIP_VIEW_MS = 10 * 60_000;
/** Of a row of the calendar, as a share of the window's width; letters grow with both. */
const WEEK_HEIGHT = 0.15;
const { calendar, draft } = playbackPage;

const CONTROLS: Readonly<Partial<Record<ControlName, () => void>>> = {
  sound: () => preferences.chooseSound(!preferences.sound),
  fit: () => playback.frame.toggleFit(),
  'full-screen': () => playback.frame.toggleFullScreen(),
};

const ACTS: Readonly<Record<PlaybackAct, () => void>> = {
  retry: () => playback.retry(),
  back: () => goBack(),
  next: () => playback.skip(1),
  previous: () => playback.skip(-1),
  days: () => calendar.open(),
  live: () => goLive(),
  clip: () => beginClip(),
  none: () => undefined,
};

/** What a page in front follows; it ends when another comes in front. */
let stops: readonly (() => void)[] = [];
let timeline: TimelineHandle | null = null;
let follower: PlaybackFollower | null = null;

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    pixelRatio: appearance.window().pixelRatio,
    weekHeight: WEEK_HEIGHT * appearance.window().width * appearance.typeScale(),
    theme: appearance.theme(),
    // The timeline is dressed before the store is bound.
    timelineWords: words().timeline,
    missing: false,
    picture: noPicture,
    time: '',
    announced: '',
    jumpProblem: '',
    choosingSpeed: false,
  },

  storeBindings: {
    store: playback,
    fields: {
      words: () => words().playback,
      watching: () => words().watching,
      timelineWords: () => words().timeline,
      cancel: () => words().common.cancel,
      muted: () => !preferences.sound,
      view: () => playbackPage.view,
      label: () => playbackPage.label,
      note: () => playbackPage.note,
      weak: () => playbackPage.weak,
      watermark: () => playback.watermark,
      notice: () => playbackPage.notice,
      reference: () => playbackPage.reference,
      playable: () => playbackPage.playable,
      transport: () => playbackPage.transport,
      speeds: () => playbackPage.speeds,
      places: () => playbackPage.places,
      place: () => playback.place,
      date: () => playbackPage.date,
      dateLabel: () => playbackPage.dateLabel,
      weekdays: () => playbackPage.weekdays,
      month: () => playbackPage.month,
      monthNote: () => playbackPage.monthNote,
      monthRetry: () => playbackPage.monthRetry,
      hasNextMonth: () => calendar.hasNext,
      clipping: () => playbackPage.clipping,
      clip: () => playbackPage.clip,
      clipSharing: () => playbackPage.sharing,
      live: () => playbackPage.live,
      videos: () => playbackPage.videos,
      fit: () => playback.frame.fit,
      controls: () => playback.overlay.controls,
      fullScreen: () => playback.frame.fullScreen,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const channelId = channelIdFromQuery(query);
      if (channelId === null) this.setData({ missing: true });
      else void playback.open(channelId, instantFromQuery(query) ?? undefined, placeFromQuery(query) ?? undefined);
    },
    onReady() {
      if (this.data.missing) return;
      const player = createPlayer({
        contexts: contextsOf(this.selectComponent('#view')),
        show: (picture, done) => this.setData({ picture }, done),
        onFault: (fault, generation) => playback.reports.faultArrived(fault, generation),
      });
      playback.attach(player);
      timeline = timelineOf(this.selectComponent('#timeline'));
      follower = new PlaybackFollower({
        clock,
        position: () => playbackPage.cursor,
        time: (at) => playbackPage.clockWords(at),
        follow: (at) => timeline?.follow(at),
        show: (time) => this.setData({ time }),
      });
      watch((theme) => this.setData({ theme }));
    },
    onShow() {
      keepScreenOn(true);
      watch((theme) => this.setData({ theme }));
      playback.show();
    },
    onHide() {
      rest();
      playback.hide();
    },
    onUnload() {
      rest();
      timeline = null;
      follower = null;
      playback.leave();
      playbackPage.leave();
      playback.attach(null);
    },

    onCode: ({ detail }: Detail<CodeDetail>) => playback.reports.codeArrived(detail.code),
    onFigures: ({ detail }: Detail<{ info: NetStatusInfo }>) => playback.statusArrived(detail.info),
    onFault: ({ detail }: Detail<PlayerErrorDetail>) => playback.reports.errorArrived(detail),
    onVideo: ({ detail }: Detail<VideoDetail>) => playback.reports.signalArrived(VIDEO_SIGNALS[detail.name]),
    onVideoTime: ({ detail }: Detail<VideoTimeDetail>) => playback.videoAt(detail.currentTime),
    onFullScreen: ({ detail }: Detail<FullScreenDetail>) => playback.frame.fullScreenChanged(detail.fullScreen),
    onPicture: () => playback.tapPicture(),
    onControl: ({ detail }: Detail<ControlDetail>) => CONTROLS[detail.name]?.(),
    onAct: () => ACTS[playbackPage.view.card?.act ?? 'none'](),
    onOther: () => ACTS[otherActOf(playback.state)](),
    onDiagnose: () => openPage(routes.diagnosis(playback.state.channelId ?? undefined)),
    onBack: () => goBack(),
    onLive: () => goLive(),

    onGrab() {
      follower?.hold();
      playback.grab();
    },
    onSeek({ detail }: Detail<MomentDetail>) {
      playback.seek(detail.at);
      follower?.release();
      this.setData({ announced: playbackPage.restWords(detail.at) });
    },
    onReach: ({ detail }: Detail<MomentDetail>) => playback.reach(detail.at),
    onSpan: ({ detail }: Detail<Span>) => draft.choose(detail),
    onTransport({ detail }: Detail<TransportDetail>) {
      const presses: Readonly<Record<TransportName, () => void>> = {
        back: () => playback.nudge(-TEN_SECONDS_MS),
        toggle: () => playback.togglePlay(),
        on: () => playback.nudge(TEN_SECONDS_MS),
        speed: () => this.chooseSpeed(),
      };
      presses[detail.name]();
    },
    onPreviousSegment: () => playback.skip(-1),
    onNextSegment: () => playback.skip(1),
    onPlace: ({ detail }: Detail<{ key: RecordingPlace }>) => playback.choosePlace(detail.key),

    onDate: () => calendar.open(),
    onDay: ({ detail }: Detail<DayDetail>) => playbackPage.chooseDate(detail.day),
    onMonth: ({ detail }: Detail<TurnDetail>) => calendar.turn(detail.months),
    onMonthRetry: () => calendar.retry(),
    onCalendarClose: () => calendar.close(),

    chooseSpeed() {
      if (playbackPage.speeds.length > 1) this.setData({ choosingSpeed: true });
      else toast(words().playback.noSpeedWhy);
    },
    onSpeed({ detail }: Detail<{ key: number }>) {
      playback.setSpeed(detail.key);
      this.setData({ choosingSpeed: false });
    },
    onSpeedClose() {
      this.setData({ choosingSpeed: false });
    },

    onJump({ detail }: Detail<JumpDetail>) {
      const problem = playbackPage.jump(detail.text);
      this.setData({ jumpProblem: problem === null ? '' : words().playback.jumpProblems[problem] });
    },
    onTyping() {
      if (this.data.jumpProblem !== '') this.setData({ jumpProblem: '' });
    },

    onClip() {
      if (playbackPage.clipping === 'offered') beginClip();
      else toast(words().playback.noClipsWhy);
    },
    onClipPress({ detail }: Detail<ClipPressDetail>) {
      const presses: Readonly<Record<ClipPress, () => void>> = {
        start: () => draft.setStart(),
        end: () => draft.setEnd(),
        cancel: () => draft.cancel(),
        make: () => void makeClip(),
        share: () => shareStretch(),
      };
      presses[detail.name]();
    },
    onClips: () => openForCamera(routes.clips),
    onVideos: () => openForCamera(routes.videos),
  },
});

/** Starts what a page in front follows, as far as it stands there. */
function watch(show: (theme: Theme) => void): void {
  for (const stop of stops) stop();
  stops = [
    // A title goes to whatever page is in front, so only that one may set it.
    autorun(() => setPageTitle(playbackPage.title)),
    appearance.onThemeChange(show),
    autorun(() => {
      if (playback.past !== null) timeline?.showPast(playback.past);
    }),
    autorun(() => timeline?.select(draft.span)),
    () => follower?.stop(),
  ];
  follower?.start();
}

/** What ends when nobody looks at this page. */
function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  keepScreenOn(false);
}

/** Comes near enough for both ends to be seen and taken hold of. */
function beginClip(): void {
  draft.begin();
  timeline?.zoomTo(CLIP_VIEW_MS);
}

/** Leads to where the clip can be watched, but nobody away from a page they went to meanwhile. */
async function makeClip(): Promise<void> {
  const clip = await draft.send();
  const inFront = stops.length > 0;
  if (clip !== null && inFront) openPage(routes.clips(clip.channelId));
}

function shareStretch(): void {
  const { channelId } = playback.state;
  const { stretch } = playbackPage;
  if (channelId !== null && stretch !== null) openPage(routes.share(channelId, stretch));
}

function openForCamera(route: (channelId: string) => string): void {
  const { channelId } = playback.state;
  if (channelId !== null) openPage(route(channelId));
}

function goLive(): void {
  const { channelId } = playback.state;
  if (channelId !== null) returnTo(routes.live(channelId));
}

/** The methods of the timeline; null where the template has none. */
function timelineOf(component: unknown): TimelineHandle | null {
  return isTimeline(component) ? component : null;
}

function isTimeline(component: unknown): component is TimelineHandle {
  return typeof component === 'object' && component !== null && 'showPast' in component && 'follow' in component;
}

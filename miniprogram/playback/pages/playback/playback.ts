import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { RecordingPlace } from '../../../../typings/contract/domain';
import { appearance, type Theme } from '../../../services/appearance';
import { clock } from '../../../services/clock';
import { say } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { contextsOf, createPlayer, noPicture } from '../../../services/player';
import { keepScreenOn } from '../../../services/player-environment';
import { channelIdFromQuery, instantFromQuery, placeFromQuery, routes, type Query } from '../../../services/routes';
import { playback, playbackPage, words } from '../../stores/index';
import { PlaybackFollower } from '../../stores/playback-follower';
import { otherActOf, type PlaybackAct } from '../../stores/playback-view';
import type { Span } from '../../utils/timeline/past';
import type { ClipPress, ClipPressDetail } from '../../components/clip-bar/clip-bar';
import type { JumpDetail } from '../../components/jump-field/jump-field';
import type { MomentDetail, TimelineHandle } from '../../components/timeline/timeline';
import type { TransportDetail, TransportName } from '../../components/transport-bar/transport-bar';
import { dayFields, dayMethods } from './days';
import { pictureFields, pictureMethods } from './picture';
import { goLive, shareStretch, wayMethods } from './ways';

type Detail<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<T>;

const TEN_SECONDS_MS = 10_000;
/** How much of the past a person sees who begins a clip. */
const CLIP_VIEW_MS = 10 * 60_000;
/** Of a row of the calendar, as a share of the window's width; letters grow with both. */
const WEEK_HEIGHT = 0.15;
const { draft } = playbackPage;

const ACTS: Readonly<Record<PlaybackAct, () => void>> = {
  retry: () => playback.retry(),
  back: () => goBack(),
  next: () => playback.skip(1),
  previous: () => playback.skip(-1),
  days: () => playbackPage.calendar.open(),
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
      view: () => playbackPage.view,
      notice: () => playbackPage.notice,
      reference: () => playbackPage.reference,
      playable: () => playbackPage.playable,
      transport: () => playbackPage.transport,
      speeds: () => playbackPage.speeds,
      places: () => playbackPage.places,
      place: () => playback.place,
      ...dayFields,
      clipping: () => playbackPage.clipping,
      clip: () => playbackPage.clip,
      clipSharing: () => playbackPage.sharing,
      live: () => playbackPage.live,
      videos: () => playbackPage.videos,
      ...pictureFields,
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

    ...pictureMethods,
    ...dayMethods,
    ...wayMethods,

    onAct: () => ACTS[playbackPage.view.card?.act ?? 'none'](),
    onOther: () => ACTS[otherActOf(playback.state)](),

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

    chooseSpeed() {
      if (playbackPage.speeds.length > 1) this.setData({ choosingSpeed: true });
      else say(words().playback.noSpeedWhy, words().common.understood);
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
      else say(words().playback.noClipsWhy, words().common.understood);
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

/** The methods of the timeline; null where the template has none. */
function timelineOf(component: unknown): TimelineHandle | null {
  return isTimeline(component) ? component : null;
}

function isTimeline(component: unknown): component is TimelineHandle {
  return typeof component === 'object' && component !== null && 'showPast' in component && 'follow' in component;
}

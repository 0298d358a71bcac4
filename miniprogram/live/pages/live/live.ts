import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { openPhoneSettings } from '../../../services/phone-settings';
import { contextsOf, createPlayer, noPicture } from '../../../services/player';
import { keepScreenOn } from '../../../services/player-environment';
import { VIDEO_SIGNALS, type NetStatusInfo, type PlayerErrorDetail } from '../../../services/player-signal';
import { channelIdFromQuery, routes, type Query } from '../../../services/routes';
import { preferences } from '../../../stores/index';
import type { ControlDetail, ControlName } from '../../../components/player-controls/player-controls';
import type { ChooseDetail, StepDetail } from '../../components/camera-switcher/camera-switcher';
import type { CodeDetail, FullScreenDetail, VideoDetail } from '../../components/player-view/player-view';
import { controls, elsewhere, live, livePage, ptz, talk, words } from '../../stores/index';
import { moreFields, moreMethods } from './more';
import { steeringFields, steeringMethods } from './steering';
import { stopTalking, talkingFields, talkingMethods } from './talking';

type Detail<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<T>;

const CONTROLS: Readonly<Record<ControlName, () => void>> = {
  sound() {
    live.touch();
    preferences.chooseSound(!preferences.sound);
  },
  quality: () => live.toggleQuality(),
  fit: () => live.frame.toggleFit(),
  'full-screen': () => live.frame.toggleFullScreen(),
};

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), missing: false, picture: noPicture },

  storeBindings: {
    store: live,
    fields: {
      words: () => words().live,
      watching: () => words().watching,
      view: () => livePage.view,
      label: () => livePage.label,
      delay: () => livePage.delay,
      quality: () => livePage.quality,
      choice: () => livePage.choice,
      lookBack: () => livePage.lookBack,
      sharing: () => livePage.sharing,
      weak: () => livePage.weak,
      watermark: () => live.watermark,
      notice: () => livePage.notice,
      noticeAct: () => livePage.noticeAct,
      causes: () => livePage.causes,
      reference: () => livePage.reference,
      storeTitle: () => livePage.storeTitle,
      position: () => livePage.position,
      current: () => livePage.current,
      cameras: () => livePage.cameras,
      figures: () => livePage.figures,
      asking: () => live.asking,
      fit: () => live.frame.fit,
      controls: () => live.overlay.controls,
      fullScreen: () => live.frame.fullScreen,
      statsShown: () => live.statsShown,
      ...steeringFields,
      ...talkingFields,
      ...moreFields,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    ...steeringMethods,
    ...talkingMethods,
    ...moreMethods,

    onLoad(query: Query) {
      const channelId = channelIdFromQuery(query);
      if (channelId === null) {
        this.setData({ missing: true });
        return;
      }
      void live.watch(channelId);
      controls.follow();
    },
    onReady() {
      if (this.data.missing) return;
      const player = createPlayer({
        contexts: contextsOf(this.selectComponent('#view')),
        show: (picture, done) => this.setData({ picture }, done),
        onFault: (fault, generation) => live.reports.faultArrived(fault, generation),
      });
      live.attach(player);
    },
    onShow() {
      stopNaming = autorun(() => setPageTitle(livePage.title));
      keepScreenOn(true);
      live.show();
      talk.show();
    },
    onHide() {
      rest();
      live.hide();
    },
    onUnload() {
      rest();
      controls.leave();
      live.leave();
      live.attach(null);
    },

    onCode: ({ detail }: Detail<CodeDetail>) => live.reports.codeArrived(detail.code),
    onFigures: ({ detail }: Detail<{ info: NetStatusInfo }>) => live.statusArrived(detail.info),
    onFault: ({ detail }: Detail<PlayerErrorDetail>) => live.reports.errorArrived(detail),
    onVideo: ({ detail }: Detail<VideoDetail>) => live.reports.signalArrived(VIDEO_SIGNALS[detail.name]),
    onFullScreen({ detail }: Detail<FullScreenDetail>) {
      // What a finger holds there goes with it, and nobody is told.
      ptz.cancel();
      stopTalking();
      live.frame.fullScreenChanged(detail.fullScreen);
    },
    onPicture: () => live.tapPicture(),
    onControl: ({ detail }: Detail<ControlDetail>) => CONTROLS[detail.name](),
    onAct() {
      if (livePage.view.card?.act === 'back') goBack();
      else live.retry();
    },
    onElsewhere: () => void elsewhere.open(),
    onNotice: () => void openPhoneSettings(),
    onStay: () => live.attend(),
    onStats: () => live.toggleStats(),
    onStep: ({ detail }: Detail<StepDetail>) => void live.step(detail.offset),
    onChoose: ({ detail }: Detail<ChooseDetail>) => void live.watch(detail.id),
    onLookBack: () => openPage(routes.playback(livePage.current)),
    onShare: () => openPage(routes.share(livePage.current)),
    onDiagnose: () => openPage(routes.diagnosis(livePage.current)),
    onCauses: () => openPage(routes.health(livePage.current)),
    onBack: () => goBack(),
  },
});

/** What ends when nobody looks at this page. */
function rest(): void {
  ptz.cancel();
  stopTalking();
  stopNaming();
  keepScreenOn(false);
}

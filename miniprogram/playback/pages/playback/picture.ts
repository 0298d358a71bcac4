import type { ControlDetail, ControlName } from '../../../components/player-controls/player-controls';
import { VIDEO_SIGNALS, type NetStatusInfo, type PlayerErrorDetail } from '../../../services/player-signal';
import { preferences } from '../../../stores/index';
import type { CodeDetail, FullScreenDetail, VideoDetail, VideoTimeDetail } from '../../components/past-view/past-view';
import { playback, playbackPage } from '../../stores/index';

type Detail<T extends WechatMiniprogram.IAnyObject> = WechatMiniprogram.CustomEvent<T>;

const CONTROLS: Readonly<Partial<Record<ControlName, () => void>>> = {
  sound: () => preferences.chooseSound(!preferences.sound),
  fit: () => playback.frame.toggleFit(),
  'full-screen': () => playback.frame.toggleFullScreen(),
};

/** What lies over the picture, and how it fills its place. */
export const pictureFields = {
  label: () => playbackPage.label,
  note: () => playbackPage.note,
  weak: () => playbackPage.weak,
  watermark: () => playback.watermark,
  muted: () => !preferences.sound,
  fit: () => playback.frame.fit,
  controls: () => playback.overlay.controls,
  fullScreen: () => playback.frame.fullScreen,
};

/** What the player reports, and what a finger does on the picture. */
export const pictureMethods = {
  onCode: ({ detail }: Detail<CodeDetail>) => playback.reports.codeArrived(detail.code),
  onFigures: ({ detail }: Detail<{ info: NetStatusInfo }>) => playback.statusArrived(detail.info),
  onFault: ({ detail }: Detail<PlayerErrorDetail>) => playback.reports.errorArrived(detail),
  onVideo: ({ detail }: Detail<VideoDetail>) => playback.reports.signalArrived(VIDEO_SIGNALS[detail.name]),
  onVideoTime: ({ detail }: Detail<VideoTimeDetail>) => playback.videoAt(detail.currentTime),
  onFullScreen: ({ detail }: Detail<FullScreenDetail>) => playback.frame.fullScreenChanged(detail.fullScreen),
  onPicture: () => playback.tapPicture(),
  onControl: ({ detail }: Detail<ControlDetail>) => CONTROLS[detail.name]?.(),
};

import { goBack, openPage, returnTo } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { playback, playbackPage } from '../../stores/index';

/** Where the buttons of the page lead. */
export const wayMethods = {
  onDiagnose: () => openPage(routes.diagnosis(playback.state.channelId ?? undefined)),
  onBack: () => goBack(),
  onLive: () => goLive(),
  onClips: () => openForCamera(routes.clips),
  onVideos: () => openForCamera(routes.videos),
};

export function goLive(): void {
  const { channelId } = playback.state;
  if (channelId !== null) returnTo(routes.live(channelId));
}

/** To where the chosen stretch is shown to others. */
export function shareStretch(): void {
  const { channelId } = playback.state;
  const { stretch } = playbackPage;
  if (channelId !== null && stretch !== null) openPage(routes.share(channelId, stretch));
}

function openForCamera(route: (channelId: string) => string): void {
  const { channelId } = playback.state;
  if (channelId !== null) openPage(route(channelId));
}

import { album } from '../../services/album';
import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { startDownload } from '../../services/downloads';
import { copyText } from '../../services/feedback';
import { forwardFile } from '../../services/forwarding';
import { cameras, devices, network, preferences, trace } from '../../stores/index';
import { dictionaries, type Dictionary } from '../i18n/index';
import { ClipDownloads } from './clip-downloads';
import { ClipsPage } from './clips-page';
import { ClipsStore } from './clips-store';
import { PlaybackPage } from './playback-page';
import { PlaybackStore } from './playback-store';
import { VideosPage } from './videos-page';
import { VideosStore } from './videos-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

export const playback = new PlaybackStore({
  call,
  clock,
  network,
  find: (id) => cameras.find(id),
  trace,
  onBarred: () => devices.outdate(),
});
export const playbackPage = new PlaybackPage({ call, clock, playback, words });
export const clips = new ClipsStore({ call, clock, network });
const downloads = new ClipDownloads({ call, clock, startDownload, album, forwardFile, copyText });
export const clipsPage = new ClipsPage({ clips, downloads, network, find: (id) => cameras.find(id), words });
export const videos = new VideosStore({ call, clock, network, find: (id) => cameras.find(id) });
export const videosPage = new VideosPage({ videos, words });

import { album } from '../services/album';
import { appearance } from '../services/appearance';
import { call } from '../services/call';
import { clock } from '../services/clock';
import { covers } from '../services/covers';
import { startDownload } from '../services/downloads';
import { openMiniProgram } from '../services/elsewhere';
import { copyText } from '../services/feedback';
import { forwardFile } from '../services/forwarding';
import { createNetwork } from '../services/network';
import { readEnvironment } from '../services/player-environment';
import { storage } from '../services/storage';
import { CamerasStore } from './cameras-store';
import { ClipDownloads } from './clip-downloads';
import { ClipsPage } from './clips-page';
import { ClipsStore } from './clips-store';
import { DevicesView } from './devices-view';
import { LiveElsewhere } from './live-elsewhere';
import { LivePage } from './live-page';
import { LiveStore } from './live-store';
import { PlaybackPage } from './playback-page';
import { PlaybackStore } from './playback-store';
import { PreferencesStore } from './preferences-store';
import { SessionStore } from './session-store';
import { VideosPage } from './videos-page';
import { VideosStore } from './videos-store';

/*
 * The one place where stores meet the phone.
 */
export const network = createNetwork();
const screen = { ...appearance.window(), typeScale: appearance.typeScale() };

export const preferences = new PreferencesStore({ storage, phoneLanguage: appearance.language() });
export const session = new SessionStore({ call });
export const cameras = new CamerasStore({ call, clock, storage });
export const devices = new DevicesView({ call, clock, network, cameras, preferences, session, covers, screen });
export const live = new LiveStore({
  call,
  clock,
  network,
  readEnvironment,
  find: (id) => cameras.find(id),
  saveCover: covers.saveCover,
});
export const elsewhere = new LiveElsewhere({ call, live, openMiniProgram });
export const livePage = new LivePage({ live, elsewhere, clock, words: () => preferences.words });
export const playback = new PlaybackStore({ call, clock, network, find: (id) => cameras.find(id), trace: live.trace });
export const playbackPage = new PlaybackPage({ call, clock, playback, words: () => preferences.words });
export const clips = new ClipsStore({ call, clock, network });
const downloads = new ClipDownloads({ call, clock, startDownload, album, forwardFile, copyText });
export const clipsPage = new ClipsPage({
  clips,
  downloads,
  network,
  find: (id) => cameras.find(id),
  words: () => preferences.words,
});
export const videos = new VideosStore({ call, clock, network, find: (id) => cameras.find(id) });
export const videosPage = new VideosPage({ videos, words: () => preferences.words });

import { reaction } from 'mobx-miniprogram';

import { readsScreenAloud } from '../../services/accessibility';
import { album } from '../../services/album';
import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { covers } from '../../services/covers';
import { startDownload } from '../../services/downloads';
import { openMiniProgram } from '../../services/elsewhere';
import { bump, knock, say } from '../../services/feedback';
import { createMicrophone } from '../../services/permissions';
import { readEnvironment } from '../../services/player-environment';
import { recorder } from '../../services/recorder';
import { sounds } from '../../services/sounds';
import { startUpload } from '../../services/uploads';
import { cameras, devices, network, preferences, session, trace } from '../../stores/index';
import { seesHealth } from '../../stores/own-rights';
import { StillKeeper } from '../../stores/still-keeper';
import { dictionaries, type Dictionary } from '../i18n/index';
import { ControlPage } from './control-page';
import { ControlsStore, type ControlledCamera } from './controls-store';
import { GalleryAdding } from './gallery-adding';
import { GalleryPage } from './gallery-page';
import { GalleryStore } from './gallery-store';
import { LiveElsewhere } from './live-elsewhere';
import { LivePage } from './live-page';
import { LiveSound } from './live-sound';
import { LiveStore } from './live-store';
import { PhrasesStore } from './phrases-store';
import { PresetsStore } from './presets-store';
import { PtzStore } from './ptz-store';
import { SnapshotsStore } from './snapshots-store';
import { SwitchesStore } from './switches-store';
import type { LateEnd } from './talk-effects';
import { TalkPage } from './talk-page';
import { TalkStore } from './talk-store';
import { lateWords } from './talk-words';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

export const live = new LiveStore({
  call,
  clock,
  network,
  readEnvironment,
  find: (id) => cameras.find(id),
  saveCover: covers.saveCover,
  trace,
  onBarred: () => devices.outdate(),
});
export const elsewhere = new LiveElsewhere({ call, live, openMiniProgram });
export const livePage = new LivePage({
  ...{ live, elsewhere, clock, words },
  seesHealth: () => seesHealth(session.role),
});

export const ptz = new PtzStore({ call, clock, network, haptics: { knock, shake: bump } });
export const presets = new PresetsStore({ call: live.patientCall, clock });
export const liveSound = new LiveSound(clock);
export const phrases = new PhrasesStore({ call: live.patientCall, clock, sounds });
export const talk = new TalkStore({
  call,
  clock,
  recorder,
  microphone: createMicrophone(recorder),
  startUpload,
  sound: {
    hush() {
      phrases.hush();
      liveSound.hush();
    },
    restore: () => liveSound.restore(),
  },
  knock,
  announce,
  readsScreenAloud,
  preferences,
});
export const switches = new SwitchesStore({
  call: live.patientCall,
  clock,
  onChanged(channelId, name, on) {
    if (name === 'mask') live.switched(channelId, 'masked', on);
    if (name === 'camera') live.switched(channelId, 'disabled', !on);
  },
});
const keeper = () => new StillKeeper({ album, startDownload });
export const snapshots = new SnapshotsStore({ call, clock, keeper: keeper(), player: live, knock });
export const controls = new ControlsStore({
  call: live.patientCall,
  clock,
  watched: () => live.roster.channel,
  turnTo,
});
export const controlPage = new ControlPage({ controls, ptz, presets, clock, words });

export const gallery = new GalleryStore({ call, clock, network, find: (id) => cameras.find(id) });
const adding = new GalleryAdding({ call, clock, startUpload });
/** Of the pictures in the gallery. */
export const pictureKeeper = keeper();
export const galleryPage = new GalleryPage({
  gallery,
  adding,
  keeper: pictureKeeper,
  present: snapshots,
  words,
});

export const talkPage = new TalkPage({ talk, phrases, words });

// Nobody may ever look at them.
reaction(
  () => phrases.offered && controls.tab === 'talk',
  (isShown) => {
    if (isShown) void phrases.open();
  },
);

// How a message stands is to be seen in full screen as well.
reaction(
  () => talk.state.phase.kind,
  () => live.overlay.showControls(),
);

// How switches stand is asked when somebody looks at them.
reaction(
  () => (controls.tab === 'more' ? (switches.camera?.channelId ?? null) : null),
  (channelId) => {
    if (channelId !== null) void switches.open();
  },
);

/** Everything that does something to a camera goes over to this one, or rests. */
function turnTo(camera: ControlledCamera | null): void {
  steer(camera);
  speak(camera);
  turnMore(camera);
}

function steer(camera: ControlledCamera | null): void {
  const steering = camera?.channel.rights.includes('ptz') ? camera.abilities.ptz : null;
  if (camera === null || !steering) {
    ptz.detach();
    presets.detach();
    return;
  }
  ptz.attach(camera.channel.id, steering);
  if (steering.presets) void presets.attach(camera.channel.id);
  else presets.detach();
}

function speak(camera: ControlledCamera | null): void {
  const speaking = camera?.channel.rights.includes('talk') ? camera.abilities.talk : null;
  if (camera === null || !speaking) {
    talk.detach();
    phrases.detach();
    return;
  }
  talk.attach(camera.channel.id);
  if (speaking.phrases) phrases.attach(camera.channel.id);
  else phrases.detach();
}

/** Stills and switches; what cannot be changed can still be seen. */
function turnMore(camera: ControlledCamera | null): void {
  if (camera === null) {
    switches.detach();
    snapshots.detach();
    return;
  }
  const { channel, abilities } = camera;
  switches.attach({ channelId: channel.id, abilities, managed: channel.rights.includes('manage') });
  if (channel.rights.includes('capture')) snapshots.attach(channel, abilities.snapshot);
  else snapshots.detach();
}

function announce(end: LateEnd): void {
  say(lateWords(end, words()), words().common.understood);
}

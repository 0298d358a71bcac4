import type { CloudFunctions } from '../../../typings/contract/calls';
import type { Handlers } from '../../core/handler';
import { channelAbilities } from './channel-abilities';
import { channelList } from './channel-list';
import { channelStatus } from './channel-status';
import { clipCheck } from './clip-check';
import { clipList } from './clip-list';
import { clipOpen } from './clip-open';
import { clipRemove } from './clip-remove';
import { clipRequest } from './clip-request';
import { clipRetry } from './clip-retry';
import { closeWatching } from './close-watching';
import { coverHandlers } from './cover-handlers';
import { entryHandlers } from './entry-handlers';
import { liveElsewhere } from './live-elsewhere';
import { liveOpen } from './live-open';
import { phraseList } from './phrase-list';
import { phrasePlay } from './phrase-play';
import { pictureAdd } from './picture-add';
import { pictureList } from './picture-list';
import { pictureRemove } from './picture-remove';
import { playbackDay } from './playback-day';
import { playbackDays } from './playback-days';
import { playbackOpen } from './playback-open';
import { presetGo } from './preset-go';
import { presetList } from './preset-list';
import { presetRemove } from './preset-remove';
import { presetSave } from './preset-save';
import { ptzHold } from './ptz-hold';
import { ptzStep } from './ptz-step';
import { ptzStop } from './ptz-stop';
import { sessionStart } from './session-start';
import { snapshotTake } from './snapshot-take';
import { storeList } from './store-list';
import { switchRead } from './switch-read';
import { switchSet } from './switch-set';
import { talkSend } from './talk-send';
import { videoList } from './video-list';
import { videoRemove } from './video-remove';
import { videoRename } from './video-rename';

/** Every call of `monitor`. A call of the contract that is missing here does not compile. */
export const handlers: Handlers<keyof CloudFunctions['monitor']> = {
  'session.start': sessionStart,
  'store.list': storeList,
  'channel.list': channelList,
  'channel.status': channelStatus,
  'channel.abilities': channelAbilities,
  'live.open': liveOpen,
  'live.close': closeWatching('live.open', 'live.close'),
  'live.elsewhere': liveElsewhere,
  'playback.days': playbackDays,
  'playback.day': playbackDay,
  'playback.open': playbackOpen,
  'playback.close': closeWatching('playback.open', 'playback.close'),
  'video.list': videoList,
  'video.rename': videoRename,
  'video.remove': videoRemove,
  'clip.request': clipRequest,
  'clip.list': clipList,
  'clip.check': clipCheck,
  'clip.open': clipOpen,
  'clip.retry': clipRetry,
  'clip.remove': clipRemove,
  'ptz.hold': ptzHold,
  'ptz.stop': ptzStop,
  'ptz.step': ptzStep,
  'preset.list': presetList,
  'preset.save': presetSave,
  'preset.go': presetGo,
  'preset.remove': presetRemove,
  'talk.send': talkSend,
  'phrase.list': phraseList,
  'phrase.play': phrasePlay,
  'switch.read': switchRead,
  'switch.set': switchSet,
  'snapshot.take': snapshotTake,
  'picture.list': pictureList,
  'picture.add': pictureAdd,
  'picture.remove': pictureRemove,
  ...entryHandlers,
  ...coverHandlers,
};

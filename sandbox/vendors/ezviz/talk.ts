import type { Camera } from './camera';
import { undelivered, type Success } from './codes';
import { checkSupport, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import { malformed, type Fields } from './fields';
import type { Files } from './files';
import { readMessage, type VoiceLibrary } from './voices';

/** Inner codes of 111012. */
const BAD_ADDRESS = '7';
const TALKING = '10';
const MASKED = '13';
const NOT_FETCHED = '10003';
const BAD_FORMAT = '10010';

interface TalkDeps {
  readonly devices: Devices;
  readonly library: VoiceLibrary;
  readonly files: () => Files;
}

/** Messages sent to a camera, which plays them to their end. */
export function createTalk({ devices, library, files }: TalkDeps): Endpoints {
  /** The camera that shall speak, can, and is free to. */
  const speakerOf = (fields: Fields): Camera => {
    const camera = devices.findOnline(fields);
    checkSupport(camera, 'support_talk', '20015');
    if (camera.isMasked()) throw undelivered(MASKED);
    if (camera.isSpeaking()) throw undelivered(TALKING);
    return camera;
  };

  const send = (fields: Fields): Success => {
    const address = fields.text('fileUrl');
    const camera = speakerOf(fields);
    if (!URL.canParse(address)) throw undelivered(BAD_ADDRESS);
    const found = files().find('voices', address);
    if (found.kind === 'expired') throw undelivered(NOT_FETCHED);
    const voice = found.kind === 'good' ? library.find(found.name) : undefined;
    if (!voice) return malformed('fileUrl');
    camera.speak(voice.name, voice.durationMs);
    return {};
  };

  const sendOnce = (fields: Fields): Success => {
    const bytes = fields.file('voiceFile');
    const camera = speakerOf(fields);
    const message = readMessage(bytes);
    if (message === null) throw undelivered(BAD_FORMAT);
    camera.speak('', message.durationMs);
    return {};
  };

  return {
    '/api/lapp/voice/send': { access: 'UPDATE', run: send },
    '/api/lapp/voice/sendonce': { shape: 'multipart', access: 'UPDATE', run: sendOnce },
  };
}

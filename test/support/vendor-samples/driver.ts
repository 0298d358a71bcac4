import type { ClipWish } from '../../../cloudfunctions/core/capabilities';
import { CallError } from '../../../cloudfunctions/core/errors';
import type { Driver } from '../../../cloudfunctions/core/ports';
import { JPEG, MP3 } from './media';
import { firstOf, type Samples, type World } from './sample';

const CLIP_MS = 60_000;

async function firstRecording({ recordings }: Driver, { address, span }: World): Promise<Partial<World>> {
  const [recording] = (await recordings?.list(address, { ...span, place: 'device' })) ?? [];
  if (recording === undefined) throw new Error('the demo camera has no recording');
  return { recording };
}

const clipWish = (now: number): ClipWish => {
  const to = now - 3_600_000;
  return { place: 'device', from: to - CLIP_MS, to };
};

/** What a check answers with, other calls throw. */
async function takenBy(driver: Driver): Promise<void> {
  const objection = await driver.check();
  if (objection) throw new CallError(objection.code, 'the vendor has something against the account');
}

const object = { name: 'sample.bin', bytes: Uint8Array.from([0x31, 0x32]), description: 'sample' };

async function withObject({ tools }: Driver): Promise<Partial<World>> {
  await tools?.objects.put(object);
  return {};
}

const upload = { name: 'sample', format: 'jpg', bytes: JPEG } as const;

/** Every function that a driver can have, in terms of no vendor. */
export const driverSamples: Samples<unknown> = {
  'driver.check': { run: ({ driver }) => takenBy(driver) },
  'driver.listChannels': { run: ({ driver }) => firstOf(driver.listChannels()) },
  'driver.readStatus': { run: ({ driver }, { address }) => driver.readStatus([address]) },
  'driver.openLive': { run: ({ driver }, { address }) => driver.openLive(address, 'main') },
  'driver.readAbilities': { run: ({ driver }, { address }) => driver.readAbilities?.(address) },
  'driver.readThumbnail': { run: ({ driver }, { address }) => driver.readThumbnail?.(address) },
  'driver.listViewers': { run: ({ driver }, { address }) => driver.listViewers?.(address) },
  'driver.readStorage': { run: ({ driver }, { address }) => driver.readStorage?.(address) },
  'driver.readPushing': { run: ({ driver }, { address }) => driver.readPushing?.(address) },

  'driver.ptz.start': { run: ({ driver }, { address }) => driver.ptz?.start(address, 'left', 0.5) },
  'driver.ptz.stop': {
    prepare: async ({ driver }, { address }) => {
      await driver.ptz?.start(address, 'left', 0.5);
      return {};
    },
    run: ({ driver }, { address }) => driver.ptz?.stop(address, 'left'),
  },
  'driver.ptz.step': { run: ({ driver }, { address }) => driver.ptz?.step?.(address, 'right', 0) },

  'driver.presets.list': { run: ({ driver }, { address }) => driver.presets?.list(address) },
  'driver.presets.add': { run: ({ driver }, { address }) => driver.presets?.add(address) },
  'driver.presets.move': {
    prepare: async ({ driver }, { address }) => ({ preset: (await driver.presets?.add(address))?.id ?? '' }),
    run: ({ driver }, { address, preset }) => driver.presets?.move(address, preset),
  },
  'driver.presets.clear': {
    prepare: async ({ driver }, { address }) => ({ preset: (await driver.presets?.add(address))?.id ?? '' }),
    run: ({ driver }, { address, preset }) => driver.presets?.clear(address, preset),
  },

  'driver.recordings.list': {
    run: ({ driver }, { address, span }) => driver.recordings?.list(address, { ...span, place: 'device' }),
  },
  'driver.recordings.open': {
    prepare: ({ driver }, world) => firstRecording(driver, world),
    run: ({ driver }, { address, recording }) =>
      driver.recordings?.open(address, { place: recording.place, recording, at: recording.from, speed: 1, avoid: [] }),
  },
  'driver.clips.start': {
    run: ({ driver }, { address, now }) => driver.clips?.start(address, clipWish(now)),
  },
  'driver.clips.check': {
    prepare: async ({ driver }, { address, now }) => {
      const outcome = await driver.clips?.start(address, clipWish(now));
      return outcome?.kind === 'preparing' ? { task: outcome.task } : {};
    },
    run: ({ driver }, { address, task }) => driver.clips?.check?.(address, task),
  },

  'driver.talk.send': {
    run: ({ driver }, { address }) => driver.talk?.send(address, { bytes: MP3, fileName: 'voice.mp3' }),
  },
  'driver.talk.listPhrases': { run: ({ driver }) => driver.talk?.listPhrases('vendor') },
  'driver.talk.playPhrase': {
    prepare: async ({ driver }) => {
      const [phrase] = (await driver.talk?.listPhrases('vendor')) ?? [];
      return phrase === undefined ? {} : { phrase };
    },
    run: ({ driver }, { address, phrase }) => driver.talk?.playPhrase(address, phrase),
  },

  'driver.switches.mirror': { run: ({ driver }, { address }) => driver.switches?.mirror?.(address, 'both') },
  'driver.switches.readMask': { run: ({ driver }, { address }) => driver.switches?.readMask?.(address) },
  'driver.switches.setMask': { run: ({ driver }, { address }) => driver.switches?.setMask?.(address, true) },
  'driver.switches.setLevel': { run: ({ driver }, { address }) => driver.switches?.setLevel?.(address, 2) },
  'driver.switches.setCamera': { run: ({ driver }, { address }) => driver.switches?.setCamera?.(address, false) },
  'driver.switches.setRecording': { run: ({ driver }, { address }) => driver.switches?.setRecording?.(address, true) },

  'driver.snapshots.take': { run: ({ driver }, { address }) => driver.snapshots?.take(address) },
  'driver.pictures.list': { run: ({ driver }, { address, span }) => driver.pictures?.list(address, span, 1) },
  'driver.pictures.put': { run: ({ driver }, { address }) => driver.pictures?.put(address, upload) },
  'driver.pictures.remove': {
    prepare: async ({ driver }, { address }) => {
      await driver.pictures?.put(address, upload);
      return { picture: upload.name };
    },
    run: ({ driver }, { address, picture }) => driver.pictures?.remove(address, picture),
  },

  'driver.videos.list': { run: ({ driver }, { address, span }) => driver.videos?.list(address, { ...span, page: 1 }) },
  'driver.videos.open': {
    prepare: async ({ driver }, world) => ({ video: await firstVideo(driver, world) }),
    run: ({ driver }, { address, video }) => driver.videos?.open(address, video),
  },
  'driver.videos.rename': {
    prepare: async ({ driver }, world) => ({ video: await firstVideo(driver, world) }),
    run: ({ driver }, { address, video }) => driver.videos?.rename(address, video, 'sample'),
  },
  'driver.videos.remove': {
    prepare: async ({ driver }, world) => ({ video: await firstVideo(driver, world) }),
    run: ({ driver }, { address, video }) => driver.videos?.remove(address, [video]),
  },

  'driver.devices.add': { run: ({ driver }, { newDevice }) => driver.devices?.add(newDevice) },
  'driver.devices.find': { run: ({ driver }, { address }) => driver.devices?.find(address.deviceId, address.deviceId) },
  'driver.devices.rename': { run: ({ driver }, { address }) => driver.devices?.rename(address, '新名字') },
  'driver.devices.extend': {
    run: ({ driver }, { address }) => driver.devices?.extend?.({ ...address, channelId: '9' }, '后门'),
  },
  'driver.devices.remove': { run: ({ driver }, { address }) => driver.devices?.remove(address) },

  'driver.tools.readEncryption': { run: ({ driver }) => driver.tools?.readEncryption() },
  'driver.tools.setEncryption': { run: ({ driver }) => driver.tools?.setEncryption(true) },
  'driver.tools.listMessages': {
    run: ({ driver }, { address, span }) => driver.tools?.listMessages(address, span, 200),
  },
  'driver.tools.tell': { run: ({ driver }, { address }) => driver.tools?.tell(address, object.bytes) },
  'driver.tools.command': { run: ({ driver }, { address }) => driver.tools?.command(address, object.bytes) },
  'driver.tools.objects.list': { run: ({ driver }) => driver.tools?.objects.list() },
  'driver.tools.objects.put': { run: ({ driver }) => driver.tools?.objects.put(object) },
  'driver.tools.objects.read': {
    prepare: ({ driver }) => withObject(driver),
    run: ({ driver }) => driver.tools?.objects.read(object.name),
  },
  'driver.tools.objects.remove': {
    prepare: ({ driver }) => withObject(driver),
    run: ({ driver }) => driver.tools?.objects.remove(object.name),
  },

  'driver.vendorApp.openLive': { run: ({ driver }, { address }) => driver.vendorApp?.openLive(address) },
  'driver.vendorApp.closeExpired': { run: ({ driver }) => driver.vendorApp?.closeExpired() },
};

async function firstVideo({ videos }: Driver, { address, span }: World): Promise<string> {
  const [video] = (await videos?.list(address, { ...span, page: 1 }))?.videos ?? [];
  if (video === undefined) throw new Error('the demo camera has no recording in the cloud');
  return video.id;
}

import type { OnenetApi } from '../../../cloudfunctions/vendors/onenet/api';
import { JPEG } from './media';
import type { Sample, Samples, Target, World } from './sample';

const REGISTER_CODE = 'sandbox-onenet-register-code';
const UPLOAD = { name: 'sample', format: 'jpg', bytes: JPEG } as const;
const OBJECT = { name: 'sample.bin', bytes: Uint8Array.from([1, 2, 3]), description: 'sample' };
const NEW_CHANNEL = '2';
const FIELDS = { title: 'Back1', description: '后门' };
const COMMAND = { json: { type: 'video', cmdId: 6, cmd: { channel_id: 1, level: 2 } } };

type Prepare = NonNullable<Sample<OnenetApi>['prepare']>;

const withPicture: Prepare = async ({ api }, { address }) => {
  await api.pictures.put(address, UPLOAD);
  const { url } = await api.pictures.view(address, UPLOAD.name);
  return { picture: UPLOAD.name, url };
};
const withVideo: Prepare = async ({ api }, { address, span }) => {
  const [video] = (await api.videos.list(address, { ...span, page: 1, perPage: 10 })).videos;
  if (video === undefined) throw new Error('the demo camera has no recording in the cloud');
  return { video: video.id };
};
const withObject: Prepare = async ({ api }) => {
  await api.objects.upload(OBJECT);
  return {};
};
const withChannel: Prepare = async ({ api }, { address }) => {
  await api.channels.add({ ...address, channelId: NEW_CHANNEL }, FIELDS);
  return {};
};
const withCommand: Prepare = async ({ api }, { address }) => ({
  command: (await api.commands.send({ deviceId: address.deviceId, body: COMMAND, answered: true })).uuid,
});
const play = async ({ api }: Target<OnenetApi>, { address }: World) => api.play.readAddress(address, 'hls');

/** Every function of the API. */
export const onenetSamples: Samples<OnenetApi> = {
  'api.devices.create': { run: ({ api }, { newDevice: { name: title } }) => api.devices.create({ title }) },
  'api.devices.registerByCode': {
    run: ({ api }, { newDevice }) => api.devices.registerByCode(REGISTER_CODE, { serial: newDevice.deviceId }),
  },
  'api.devices.update': { run: ({ api }, { address }) => api.devices.update(address.deviceId, { title: '新名字' }) },
  'api.devices.view': { run: ({ api }, { address }) => api.devices.view(address.deviceId) },
  'api.devices.search': { run: ({ api }) => api.devices.search({ page: 1, perPage: 10 }) },
  'api.devices.remove': { run: ({ api }, { address }) => api.devices.remove(address.deviceId) },

  'api.channels.list': { run: ({ api }, { address }) => api.channels.list(address.deviceId) },
  'api.channels.add': { run: ({ api }, { address }) => api.channels.add({ ...address, channelId: '9' }, FIELDS) },
  'api.channels.modify': {
    prepare: withChannel,
    run: ({ api }, { address }) => api.channels.modify({ ...address, channelId: NEW_CHANNEL }, FIELDS),
  },
  'api.channels.remove': {
    prepare: withChannel,
    run: ({ api }, { address }) => api.channels.remove({ ...address, channelId: NEW_CHANNEL }),
  },

  'api.status.read': { run: ({ api }, { address }) => api.status.read([address.deviceId]) },

  'api.commands.send': {
    run: ({ api }, { address }) => api.commands.send({ deviceId: address.deviceId, body: COMMAND, answered: true }),
  },
  'api.commands.deliver': {
    run: ({ api }, { address }) => api.commands.deliver({ deviceId: address.deviceId, body: COMMAND }),
  },
  'api.commands.ask': {
    run: ({ api }, { address }) => api.commands.ask({ deviceId: address.deviceId, body: COMMAND }),
  },
  'api.commands.exchange': {
    run: ({ api }, { address }) => api.commands.exchange({ deviceId: address.deviceId, body: COMMAND }),
  },
  'api.commands.readState': {
    prepare: withCommand,
    run: ({ api }, { address, command }) => api.commands.readState(address.deviceId, command),
  },
  'api.commands.readAnswer': {
    prepare: withCommand,
    run: ({ api }, { address, command }) => api.commands.readAnswer(address.deviceId, command),
  },

  'api.camera.setLevel': { run: ({ api }, { address }) => api.camera.setLevel(address, 2) },
  'api.camera.steer': { run: ({ api }, { address }) => api.camera.steer(address, 'start', 'left', 0.5) },
  'api.camera.listRecordings': { run: ({ api }, { address, span }) => api.camera.listRecordings(address, span) },

  'api.settings.readCard': { run: ({ api }, { address }) => api.settings.readCard(address) },
  'api.settings.takeSnapshot': { run: ({ api }, { address }) => api.settings.takeSnapshot(address) },
  'api.settings.readFlip': { run: ({ api }, { address }) => api.settings.readFlip(address) },
  'api.settings.setFlip': { run: ({ api }, { address }) => api.settings.setFlip(address, 3) },
  'api.settings.readLens': { run: ({ api }, { address }) => api.settings.readLens(address) },
  'api.settings.setLens': { run: ({ api }, { address }) => api.settings.setLens(address, false) },

  'api.play.readAddress': { run: ({ api }, { address }) => api.play.readAddress(address, 'rtmp') },
  'api.play.preload': {
    run: async (target, world) => target.api.play.preload(world.address, await play(target, world), 60),
  },
  'api.play.fetchThumbnail': {
    run: async (target, world) => target.api.play.fetchThumbnail(world.address, await play(target, world)),
  },

  'api.pictures.put': { run: ({ api }, { address }) => api.pictures.put(address, UPLOAD) },
  'api.pictures.list': {
    prepare: withPicture,
    run: ({ api }, { address }) => api.pictures.list(address, { page: 1, perPage: 10 }),
  },
  'api.pictures.view': {
    prepare: withPicture,
    run: ({ api }, { address, picture }) => api.pictures.view(address, picture),
  },
  'api.pictures.remove': {
    prepare: withPicture,
    run: ({ api }, { address, picture }) => api.pictures.remove(address, picture),
  },
  'api.pictures.fetch': { prepare: withPicture, run: ({ api }, { url }) => api.pictures.fetch({ url }) },

  'api.videos.view': { prepare: withVideo, run: ({ api }, { address, video }) => api.videos.view(address, video) },
  'api.videos.list': {
    run: ({ api }, { address, span }) => api.videos.list(address, { ...span, page: 1, perPage: 10 }),
  },
  'api.videos.rename': {
    prepare: withVideo,
    run: ({ api }, { address, video }) => api.videos.rename(address, video, 'sample'),
  },
  'api.videos.remove': {
    prepare: withVideo,
    run: ({ api }, { address, video }) => api.videos.remove(address, [video]),
  },
  'api.videos.readToken': {
    prepare: withVideo,
    run: ({ api }, { address, video }) => api.videos.readToken(address, video),
  },

  'api.product.setEncryption': { run: ({ api }) => api.product.setEncryption(true) },
  'api.product.readEncryption': { run: ({ api }) => api.product.readEncryption() },
  'api.product.readBootAddress': { run: ({ api }) => api.product.readBootAddress() },
  'api.product.setRecording': { run: ({ api }, { address }) => api.product.setRecording(address, true) },
  'api.product.setCamera': { run: ({ api }, { address }) => api.product.setCamera(address, false) },

  'api.messages.read': { run: ({ api }, { address, span }) => api.messages.read(address.deviceId, span) },
  'api.messages.latest': {
    run: ({ api }, { address, span }) => api.messages.latest(address.deviceId, span, 200),
  },
  'api.messages.tell': { run: ({ api }, { address }) => api.messages.tell(address.deviceId, OBJECT.bytes) },

  'api.statistics.listViewers': { run: ({ api }) => api.statistics.listViewers() },
  'api.statistics.listPushers': { run: ({ api }) => api.statistics.listPushers() },

  'api.objects.upload': { run: ({ api }) => api.objects.upload(OBJECT) },
  'api.objects.download': { prepare: withObject, run: ({ api }) => api.objects.download(OBJECT.name) },
  'api.objects.remove': { prepare: withObject, run: ({ api }) => api.objects.remove(OBJECT.name) },
  'api.objects.list': { prepare: withObject, run: ({ api }) => api.objects.list() },
};

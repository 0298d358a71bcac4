import {
  runSimulator,
  type FleetVendor,
  type LensState,
  type Look,
  type SimContext,
  type Simulator,
  type SimulatorOptions,
  type StreamAnswer,
  type StreamRequest,
} from '../simulator';
import { createCameras, type CameraSettings } from './cameras';
import { channelEndpoints } from './channels';
import { commandEndpoints } from './commands';
import { deviceEndpoints } from './devices';
import { ACCESS_KEY, MASTER_KEY, PRODUCT_ID } from './keys';
import { createLive } from './live';
import { createMessages } from './messages';
import { objectEndpoints } from './objects';
import { createPictures } from './pictures';
import { createEncryption, switchEndpoints } from './product';
import { createRegistry } from './registry';
import { createRouter } from './router';
import { createStatistics } from './statistics';
import { createStreamHost } from './stream-host';
import { createTokens } from './tokens';
import { createVideoStore } from './video-store';
import { answerVideo, vodEndpoints } from './vod';

/** What a camera of a channel keeps in itself, and whether the vendor records it. */
export interface ChannelState extends CameraSettings {
  readonly lens: LensState;
  readonly look: Look;
  readonly recording: boolean;
}

export type OnenetSimulator = Simulator<FleetVendor, ChannelState>;

/**
 * The OneNET video API, all fifteen sections of the guide, and its streams. `expireTokens` makes every token that opens
 * a stream useless; `quota` changes nothing, since the guide documents no limit on calls.
 */
export const startOnenet = (options: SimulatorOptions): Promise<OnenetSimulator> =>
  runSimulator('onenet', options, (context) => {
    const { answerStream, registry, streamHost, tokens, endpoints, inspect } = assemble(context);
    return {
      answer: createRouter(endpoints, context),
      answerStream,
      answerFile: streamHost.answerFile,
      credentials: (baseUrl) => ({ baseUrl, productId: PRODUCT_ID, apiKey: MASTER_KEY, accessKey: ACCESS_KEY }),
      expireTokens: tokens.expireAll,
      expireAddresses: tokens.expireAll,
      boxOf: registry.box,
      openChannels: streamHost.preloaded,
      inspect,
    };
  });

function assemble(context: SimContext) {
  const registry = createRegistry(context);
  const camera = createCameras(context);
  const tokens = createTokens(context.now);
  const videos = createVideoStore(context);
  const encryption = createEncryption(context);
  const pictures = createPictures({ context, registry, camera });
  const messages = createMessages(context, registry);
  const statistics = createStatistics({ context, registry, camera });
  const live = createLive({ context, registry, camera, encryption, statistics, tokens });
  const streamHost = createStreamHost({ context, registry, camera, tokens });
  const endpoints = {
    ...deviceEndpoints(registry),
    ...channelEndpoints(registry),
    ...commandEndpoints({ context, registry, camera, endLive: registry.cutLive, messages, takePicture: pictures.take }),
    ...live.endpoints,
    ...pictures.endpoints,
    ...vodEndpoints({ context, registry, videos, tokens }),
    ...encryption.endpoints,
    ...messages.endpoints,
    ...switchEndpoints({ registry, camera, videos }),
    ...statistics.endpoints,
    ...objectEndpoints(context),
  };
  const inspect = (deviceId: string, number: string): ChannelState | null => {
    const channel = registry.lookUp(deviceId, number);
    if (!channel) return null;
    const { lens, look, settings } = camera(channel);
    const recording = videos.isRecording(channel);
    return { ...settings(), lens: lens.read(), look: look(context.now()), recording };
  };
  const answerStream = (request: StreamRequest): StreamAnswer =>
    live.answerHistory(request) ??
    answerVideo(request, { context, registry, videos, tokens }) ??
    live.answerStream(request);
  return { answerStream, registry, streamHost, tokens, endpoints, inspect };
}

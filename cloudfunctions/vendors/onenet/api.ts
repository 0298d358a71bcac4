import type { DriverDeps } from '../../core/ports';
import { cameraApi } from './api/camera';
import { channelsApi } from './api/channels';
import { commandsApi } from './api/commands';
import { devicesApi } from './api/devices';
import { messagesApi } from './api/messages';
import { objectsApi } from './api/objects';
import { picturesApi } from './api/pictures';
import { playApi } from './api/play';
import { productApi } from './api/product';
import { settingsApi } from './api/settings';
import { statisticsApi } from './api/statistics';
import { statusApi } from './api/status';
import { videosApi } from './api/videos';
import { createOnenetClient } from './client';
import type { OnenetCredentials } from './wire';

/** Everything that the guide's 15 sections offer, for one account; the driver is made of it. */
export type OnenetApi = ReturnType<typeof createOnenetApi>;

export function createOnenetApi(deps: DriverDeps<OnenetCredentials>) {
  const { baseUrl, productId } = deps.account.credentials;
  const client = createOnenetClient(deps);
  const commands = commandsApi(client, deps.clock);
  return {
    devices: devicesApi(client),
    channels: channelsApi(client),
    status: statusApi(client),
    commands,
    camera: cameraApi(commands, deps.clock),
    settings: settingsApi(commands),
    play: playApi(client),
    pictures: picturesApi(client, baseUrl),
    videos: videosApi(client, deps.clock),
    product: productApi(client, productId),
    messages: messagesApi(client),
    statistics: statisticsApi(client, productId),
    objects: objectsApi(client, productId),
  };
}

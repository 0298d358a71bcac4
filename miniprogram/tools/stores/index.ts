import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { startDownload } from '../../services/downloads';
import { forwardFile } from '../../services/forwarding';
import { openFile } from '../../services/opening';
import { startUpload } from '../../services/uploads';
import { cameras, preferences, session, toolAccounts } from '../../stores/index';
import { Ticking } from '../../stores/ticking';
import { phoneZone } from '../../utils/time-words';
import { dictionaries, type Dictionary } from '../i18n/index';
import { AccountCameras } from './account-cameras';
import { ByteSender } from './byte-sender';
import { DeviceMessages } from './device-messages';
import { DevicePage } from './device-page';
import { EncryptionStore } from './encryption-store';
import { ObjectDownload } from './object-download';
import { ObjectUpload } from './object-upload';
import { ObjectsPage } from './objects-page';
import { ObjectsStore } from './objects-store';
import { ToolsPage } from './tools-page';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];
/** Each page of words about the present has one of its own: it rests with the page. */
const telling = () => ({ ticking: new Ticking(clock), zone: phoneZone, words });

export const encryption = new EncryptionStore({ call, clock });
export const accountCameras = new AccountCameras({ call, clock });
export const toolsPage = new ToolsPage({ session, accounts: toolAccounts, encryption, cameras: accountCameras, words });

/** As many bytes as the contract takes. */
const MOST_DATA = 128;
const MOST_COMMAND = 4096;

export const messages = new DeviceMessages({ call, clock });
export const data = new ByteSender({
  clock,
  most: MOST_DATA,
  send: (wish) => call('data.send', { channelId: devicePage.channelId ?? '', ...wish }),
});
export const command = new ByteSender({
  clock,
  most: MOST_COMMAND,
  send: async (wish) => (await call('command.send', { channelId: devicePage.channelId ?? '', ...wish })).reply,
});
const find = cameras.find.bind(cameras);
export const devicePage: DevicePage = new DevicePage({ call, find, messages, data, command, ...telling() });

export const objects = new ObjectsStore({ call, clock });
export const upload = new ObjectUpload({
  ...{ call, clock, startUpload },
  taken: (accountId) => (objects.accountId === accountId ? objects.names : []),
  onChanged(accountId) {
    if (objects.accountId === accountId) void objects.refresh();
  },
});
export const download = new ObjectDownload({ call, clock, startDownload, openFile, forwardFile });
export const objectsPage = new ObjectsPage({ session, objects, upload, download, ...telling() });

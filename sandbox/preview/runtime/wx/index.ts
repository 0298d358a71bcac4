import { ELEMENT_TAGS } from '../elements/index';
import type { Phone } from '../phone';
import { refusingUnknown } from '../report';
import { albumApis } from './album';
import { audioApis } from './audio';
import { canvasFileApis } from './canvas-file';
import { captureApis } from './capture';
import { chooseFileApis } from './choose-file';
import { clipboardApis } from './clipboard';
import { cloudApis } from './cloud';
import { contextApis } from './contexts';
import { dialogApis } from './dialogs';
import { documentApis } from './document';
import { downloadApis } from './download';
import { eventApis, type AppSignals } from './events';
import { fileApis } from './file-system';
import { navigationApis } from './navigation';
import { permissionApis, Permissions } from './permissions';
import { Privacy, privacyApis } from './privacy';
import { recorderApis } from './recorder';
import { scanApis } from './scan';
import { shareApis } from './share';
import { storageApis } from './storage';
import { Subscriptions, subscriptionApis } from './subscriptions';
import { systemApis } from './system';
import { systemSettingsApis } from './system-settings';
import { variousApis } from './various';
import { vibrationApis } from './vibration';

/** The global `wx`. Whatever it lacks refuses by name. */
export function createWx(phone: Phone, app: AppSignals): object {
  const dialogs = dialogApis(phone);
  const privacy = new Privacy(phone);
  const permissions = new Permissions(phone, privacy);
  const subscriptions = new Subscriptions(phone);
  const apis: Record<string, unknown> = {
    ...navigationApis(phone),
    ...storageApis(phone),
    ...systemApis(phone),
    ...eventApis(phone, app),
    ...cloudApis(phone),
    ...dialogs,
    ...clipboardApis(privacy, (title) => void dialogs.showToast({ title })),
    ...privacyApis(privacy),
    ...permissionApis(permissions, subscriptions),
    ...subscriptionApis(subscriptions),
    ...chooseFileApis(phone, privacy),
    ...documentApis(phone),
    ...systemSettingsApis(phone),
    ...recorderApis(phone, permissions),
    ...audioApis(phone),
    ...vibrationApis(),
    ...albumApis(permissions),
    ...shareApis(phone),
    ...scanApis(phone),
    ...canvasFileApis(),
    ...captureApis(),
    ...fileApis(),
    ...downloadApis(phone),
    ...contextApis(phone),
    ...variousApis(),
  };
  apis['canIUse'] = (schema: string) => canIUse(schema, apis);
  return refusingUnknown(apis, 'wx');
}

/** `canIUse('showToast')`, `canIUse('live-player')`, `canIUse('cloud.callFunction')`: true only for what is there. */
function canIUse(schema: string, apis: Readonly<Record<string, unknown>>): boolean {
  const [name = '', member] = schema.split('.');
  if (ELEMENT_TAGS.has(name)) return true;
  if (!(name in apis)) return false;
  const api = apis[name];
  return member === undefined || typeof api !== 'object' || api === null || member in api;
}

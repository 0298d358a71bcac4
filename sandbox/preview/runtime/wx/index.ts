import { ELEMENT_TAGS } from '../elements/index';
import type { Phone } from '../phone';
import { refusingUnknown } from '../report';
import { albumApis } from './album';
import { clipboardApis } from './clipboard';
import { cloudApis } from './cloud';
import { contextApis } from './contexts';
import { dialogApis } from './dialogs';
import { downloadApis } from './download';
import { eventApis, type AppSignals, type LaunchOptions } from './events';
import { fileApis } from './file-system';
import { navigationApis } from './navigation';
import { permissionApis, Permissions } from './permissions';
import { shareApis } from './share';
import { storageApis } from './storage';
import { systemApis } from './system';
import { variousApis } from './various';

/** The global `wx`. Whatever it lacks refuses by name. */
export function createWx(phone: Phone, app: AppSignals, launch: () => LaunchOptions): object {
  const dialogs = dialogApis(phone);
  const permissions = new Permissions(phone);
  const apis: Record<string, unknown> = {
    ...navigationApis(phone),
    ...storageApis(phone),
    ...systemApis(phone),
    ...eventApis(phone, app, launch),
    ...cloudApis(phone),
    ...dialogs,
    ...clipboardApis((title) => void dialogs.showToast({ title })),
    ...permissionApis(permissions),
    ...albumApis(permissions),
    ...shareApis(phone),
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

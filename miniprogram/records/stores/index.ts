import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { forwardFile } from '../../services/forwarding';
import { textFiles } from '../../services/text-files';
import { cameras, network, preferences, session } from '../../stores/index';
import { phoneZone } from '../../utils/time-words';
import { dictionaries, type Dictionary } from '../i18n/index';
import { AuditChoices } from './audit-choices';
import { AuditFile } from './audit-file';
import { AuditLog } from './audit-log';
import { AuditPage } from './audit-page';
import { ViewersPage } from './viewers-page';
import { ViewersStore } from './viewers-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

export const auditLog = new AuditLog({ call, clock, network });
export const auditChoices = new AuditChoices({ call, clock });
const auditFile = new AuditFile({ call, clock, files: textFiles, forwardFile });
export const auditPage = new AuditPage({
  ...{ log: auditLog, choices: auditChoices, file: auditFile, session, clock, words },
  language: () => preferences.language,
});
export const viewers = new ViewersStore({ call, clock, find: (id) => cameras.find(id) });
export const viewersPage = new ViewersPage({ viewers, session, zone: phoneZone, words });

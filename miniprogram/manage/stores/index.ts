import { album } from '../../services/album';
import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { startDownload } from '../../services/downloads';
import { pngFiles } from '../../services/png-files';
import { preferences, session } from '../../stores/index';
import { StillKeeper } from '../../stores/still-keeper';
import { dictionaries, type Dictionary } from '../i18n/index';
import { CodeImages } from './code-images';
import { InvitePage } from './invite-page';
import { InviteStore } from './invite-store';
import { InvitesPage } from './invites-page';
import { InvitesStore } from './invites-store';
import { ManagedStores } from './managed-stores';
import { MemberPage } from './member-page';
import { MemberStore } from './member-store';
import { MembersPage } from './members-page';
import { MembersStore } from './members-store';

/*
 * Where the stores of this package meet the phone: they load with its pages, not with the app.
 */
/** In the language that this person reads. */
export const words = (): Dictionary => dictionaries[preferences.language];

const codeImages = (): CodeImages =>
  new CodeImages({ call, clock, files: pngFiles, keeper: new StillKeeper({ album, startDownload }) });
/** Of the invitation that is shown. */
export const inviteCode = codeImages();

const managed = new ManagedStores({ call, session });
export const invites = new InvitesStore({ call, clock });
export const invitesPage = new InvitesPage({ invites, managed, words });
export const invite = new InviteStore({ call, clock });
export const invitePage = new InvitePage({ invite, invites, managed, images: inviteCode, clock, words });
export const members = new MembersStore({ call, clock });
export const membersPage = new MembersPage({ members, invites, managed, clock, words });
export const member = new MemberStore({ call, clock, find: (id) => members.find(id) });
export const memberPage = new MemberPage({ member, managed, clock, words });

import { album } from '../../services/album';
import { appearance } from '../../services/appearance';
import { call } from '../../services/call';
import { clock } from '../../services/clock';
import { startDownload } from '../../services/downloads';
import { pngFiles } from '../../services/png-files';
import { cameras, devices, forgetPerson, network, preferences, session } from '../../stores/index';
import { StillKeeper } from '../../stores/still-keeper';
import { phoneZone } from '../../utils/time-words';
import { dictionaries, type Dictionary } from '../i18n/index';
import { CameraCodePage } from './camera-code-page';
import { ClaimStore } from './claim-store';
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
import { PrivacyStore } from './privacy-store';
import { ShareCandidates } from './share-candidates';
import { ShareDraft } from './share-draft';
import { SharePage } from './share-page';
import { SharesPage } from './shares-page';
import { SharesStore } from './shares-store';
import { previewWidth } from './sheet-layout';
import { SheetsPage } from './sheets-page';
import { SheetsStore } from './sheets-store';
import { ShownShare } from './shown-share';

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

const find = (id: string) => cameras.find(id);
/** Of the share that is shown. */
export const shareCode = codeImages();
export const shares = new SharesStore({ call, clock, network });
export const shareDraft = new ShareDraft({ call, clock, zone: phoneZone });
export const shareCandidates = new ShareCandidates({ call, clock });
export const shownShare = new ShownShare({ call, clock, images: shareCode, find: (id) => shares.find(id) });
export const sharePage = new SharePage({ call, clock, draft: shareDraft, shown: shownShare, find, words });
export const sharesPage = new SharesPage({ shares, managed, words });

/** Of the camera whose code is shown. */
export const cameraCode = codeImages();
export const cameraCodePage = new CameraCodePage({ call, clock, images: cameraCode, find, words });
export const sheets: SheetsStore = new SheetsStore({
  ...{ call, clock, album, words: () => sheetsPage.printed },
  previewPx: () => previewWidth(appearance.window()),
});
export const sheetsPage: SheetsPage = new SheetsPage({ sheets, stores: managed, clock, words });

export const privacy = new PrivacyStore({ call, session, onChanged: () => devices.outdate(), forgetPerson });
export const claim = new ClaimStore({ call, session, onChanged: () => devices.outdate() });

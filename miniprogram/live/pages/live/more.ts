import { isAlbumDenial } from '../../../services/album';
import { confirm } from '../../../services/dialogs';
import { openPage } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import type { LinkDetail } from '../../components/link-list/link-list';
import type { SetDetail } from '../../components/switch-list/switch-list';
import { controls, live, livePage, snapshots, switches, words } from '../../stores/index';
import { managingRows } from '../../stores/managing-words';
import { snapshotView } from '../../stores/snapshot-words';
import { changeOf, switchesNote, switchRows } from '../../stores/switch-words';
import type { SwitchChange } from '../../../../typings/contract/control';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** What the page shows of stills and switches. */
export const moreFields = {
  moreWords: () => words().more,
  capturing: () => snapshots.camera !== null,
  snapshotView: () => snapshotView(snapshots, words()),
  snapshotBusy: () => snapshots.busy,
  flash: () => snapshots.flash,
  hasGallery: () => controls.reading.kind === 'ready' && controls.reading.abilities.gallery,
  switchRows: () => switchRows(switches, words()),
  switchesNote: () => switchesNote(switches, words()),
  switchesAgain: () => (switches.stage.kind === 'unread' ? words().common.retry : ''),
  managing: () => managingRows(controls, words()),
  switchable: () => switches.camera?.managed ?? false,
};

/** What a finger does about it. */
export const moreMethods = {
  onSnapshot() {
    live.attend();
    void snapshots.take();
  },
  onSnapshotAct() {
    live.attend();
    const { stage } = snapshots.keeper;
    if (stage.kind !== 'unsaved') return;
    if (isAlbumDenial(stage.why)) void snapshots.keeper.openSettings();
    else void snapshots.keeper.again();
  },
  onGallery: () => void openGallery(),
  onManaging({ detail }: Detail<LinkDetail>) {
    const { current } = livePage;
    if (detail.key === 'watching') openPage(routes.watching(current));
    else if (detail.key === 'code') openPage(routes.code(current));
  },
  onSwitchesAgain: () => void switches.open(),
  onSwitch({ detail }: Detail<SetDetail>) {
    live.attend();
    const change = changeOf(detail.name, detail.key);
    if (change !== null) void turn(change);
  },
};

/** The picture of this moment goes along, for the gallery to keep: once the page is left, there is none. */
async function openGallery(): Promise<void> {
  const channelId = snapshots.camera?.id;
  if (channelId === undefined) return;
  await snapshots.takeQuietly();
  if (snapshots.camera?.id === channelId) openPage(routes.gallery(channelId));
}

/** What takes the picture or the record from everybody is asked about first. */
async function turn(change: SwitchChange): Promise<void> {
  const { more, common } = words();
  const { camera } = switches;
  if ((change.name === 'camera' || change.name === 'recording') && !change.on) {
    const { title, detail, confirm: words } = more.sure[change.name];
    const sure = await confirm({ title, content: detail, confirm: words, cancel: common.cancel });
    // Meanwhile another camera may be watched.
    if (!sure || switches.camera?.channelId !== camera?.channelId) return;
  }
  await switches.set(change);
}

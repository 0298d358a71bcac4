import { askText, confirm } from '../../../services/dialogs';
import type { TabDetail } from '../../components/control-panel/control-panel';
import type { AimDetail } from '../../components/player-view/player-view';
import type { PresetDetail } from '../../components/preset-list/preset-list';
import type { ModeDetail, SpeedDetail, SteerDetail } from '../../components/ptz-pad/ptz-pad';
import { CONTROL_TABS } from '../../stores/controls-store';
import { controlPage, controls, live, presets, ptz, words } from '../../stores/index';
import { aimAt } from '../../stores/ptz/centre';
import { stopTalking } from './talking';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** Until the player has said what it shows. */
const USUAL_ASPECT = 16 / 9;

/** What the page shows of the panel under the picture and of steering. */
export const steeringFields = {
  controlWords: () => words().control,
  tabs: () => controlPage.tabs,
  tab: () => controlPage.tab,
  panelShown: () => controls.tabs.length > 0 || controlPage.waiting || controlPage.note !== '',
  panelWaiting: () => controlPage.waiting,
  panelNote: () => controlPage.note,
  panelAgain: () => (controlPage.retry ? words().common.retry : ''),
  steerable: () => controlPage.steerable,
  motions: () => controlPage.motions,
  lit: () => ptz.lit ?? '',
  doubtful: () => ptz.state.phase.kind === 'unsure',
  speeds: () => controlPage.speeds,
  speed: () => ptz.speed,
  stepwise: () => ptz.stepwise,
  aimable: () => ptz.aimable,
  aiming: () => ptz.aiming,
  aimLabel: () => words().control.aimAt,
  steerLine: () => controlPage.line,
  hasPresets: () => controlPage.hasPresets,
  presetRows: () => controlPage.presetRows,
  presetLine: () => controlPage.presetLine,
  presetAgain: () => (controlPage.presetsUnread ? words().common.retry : ''),
  presetsEditable: () => controlPage.presetsEditable,
  presetsBusy: () => presets.work !== null,
};

/** What a finger does about it. */
export const steeringMethods = {
  /** A second finger, wherever it comes down, lets go of everything. */
  onFingers({ touches }: WechatMiniprogram.TouchEvent) {
    if (touches.length > 1) ptz.cancel();
  },
  onTab({ detail }: Detail<TabDetail>) {
    ptz.cancel();
    stopTalking();
    live.attend();
    const tab = CONTROL_TABS.find((each) => each === detail.key);
    if (tab !== undefined) controls.choose(tab);
  },
  onControlsAgain: () => controls.retry(),
  onSteer({ detail }: Detail<SteerDetail>) {
    live.touch();
    switch (detail.act) {
      case 'press':
        ptz.press(detail.motion);
        break;
      case 'step':
        ptz.step(detail.motion);
        break;
      case 'release':
        ptz.release();
        break;
      case 'cancel':
        ptz.cancel();
        break;
    }
  },
  onSpeed: ({ detail }: Detail<SpeedDetail>) => ptz.setSpeed(detail.speed),
  onSteerMode({ detail }: Detail<ModeDetail>) {
    if (detail.name === 'stepwise') ptz.toggleStepwise();
    else ptz.toggleAiming();
  },
  onAim({ detail: { frame, ...point } }: Detail<AimDetail>) {
    live.touch();
    const { width, height } = live.stats;
    const aspect = width === null || height === null ? USUAL_ASPECT : width / height;
    const aim = aimAt(point, { frame, aspect, fit: live.frame.fit });
    if (aim !== null) ptz.centre(aim);
  },
  onPreset({ detail }: Detail<PresetDetail>) {
    live.attend();
    void presets.go(detail.id);
  },
  onPresetSave: () => void savePreset(),
  onPresetRemove: ({ detail }: Detail<PresetDetail>) => void removePreset(detail.id),
  onPresetsAgain: () => void presets.read(),
};

async function savePreset(): Promise<void> {
  live.attend();
  const { control, common } = words();
  const { subject } = presets;
  const name = await askText({
    title: control.savePresetTitle,
    confirm: control.save,
    cancel: common.cancel,
    text: '',
  });
  if (name !== null && presets.subject === subject) await presets.save(name);
}

async function removePreset(id: string): Promise<void> {
  live.attend();
  const { control, common } = words();
  const { subject } = presets;
  const sure = await confirm({
    title: controlPage.removeTitle(id),
    content: control.removeDetail,
    confirm: control.remove,
    cancel: common.cancel,
  });
  if (sure && presets.subject === subject) await presets.remove(id);
}

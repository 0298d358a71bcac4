import type { ControlAbilities, SwitchStates } from '../../../typings/contract/control';
import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { switchesNote, switchRows } from '../../../miniprogram/live/stores/switch-words';
import { SwitchesStore } from '../../../miniprogram/live/stores/switches-store';
import { Answers } from './answers';
import { FakeClock } from './phone';

export const UNKNOWN: SwitchStates = { mask: null, camera: null, recording: null };

/** As EZVIZ has them. */
const MASK_AND_MIRROR: Pick<ControlAbilities, 'mirror' | 'switches'> = {
  mirror: ['horizontal', 'vertical', 'both'],
  switches: ['mask'],
};
/** As OneNET has them, which tells no states. */
export const UNREADABLE: Pick<ControlAbilities, 'mirror' | 'switches'> = {
  mirror: [],
  switches: ['level', 'camera', 'recording'],
};

/** The switches of a camera, with what a person reads of them. */
export function makeSwitches(abilities = MASK_AND_MIRROR, managed = true) {
  const clock = new FakeClock();
  const states: { current: SwitchStates } = { current: { ...UNKNOWN, mask: false } };
  const changed: string[] = [];
  const answers = new Answers()
    .on('switch.read', () => (abilities === UNREADABLE ? UNKNOWN : states.current))
    .on('switch.set', ({ change }) => {
      if ('on' in change) states.current = { ...states.current, [change.name]: change.on };
      return abilities === UNREADABLE ? UNKNOWN : states.current;
    });
  const switches = new SwitchesStore({
    call: answers.call,
    clock,
    onChanged: (channelId, name, on) => changed.push(`${channelId} ${name} ${on ? 'on' : 'off'}`),
  });
  const words = dictionaries['zh-CN'];
  switches.attach({ channelId: 'gate', abilities, managed });
  return {
    ...{ switches, clock, answers, changed, states, words },
    rows: () => switchRows(switches, words),
    row(name: string) {
      const found = switchRows(switches, words).find((row) => row.name === name);
      if (found === undefined) throw new Error(`no switch ${name}`);
      return found;
    },
    note: () => switchesNote(switches, words),
  };
}

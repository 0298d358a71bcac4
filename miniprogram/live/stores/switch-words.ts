import type { SwitchChange } from '../../../typings/contract/control';
import type { Dictionary } from '../i18n/index';
import { fill } from '../../utils/fill';
import type { SwitchedCamera, SwitchesStore } from './switches-store';
import { shownOn, type SwitchName, type SwitchState, type ToggleName } from './switches/state';

/** One thing that can be chosen for a switch. */
export interface SwitchChoice {
  /** `on`, `off`, a level or an axis, for `changeOf`. */
  readonly key: string;
  readonly label: string;
  readonly spoken: string;
  /** What this phone chose last. */
  readonly chosen: boolean;
}

/** One switch in words. */
export interface SwitchRow {
  readonly name: SwitchName;
  readonly title: string;
  /** What it means. */
  readonly detail: string;
  /** `switch`: it shows how it stands. `choices`: nobody can say how it stands. `none`: not known yet, or not theirs. */
  readonly form: 'switch' | 'choices' | 'none';
  readonly on: boolean;
  readonly choices: readonly SwitchChoice[];
  readonly busy: boolean;
  /** What is going on, or how the last change ended. */
  readonly line: string;
  readonly bad: boolean;
}

const ORDER: readonly SwitchName[] = ['mask', 'camera', 'recording', 'level', 'mirror'];
const LEVELS = [1, 2, 3, 4] as const;

/** The switches that this camera has, as this person may see them. */
export function switchRows(store: SwitchesStore, words: Dictionary): readonly SwitchRow[] {
  const { camera } = store;
  if (camera === null) return [];
  return namesOf(camera).flatMap((name) => {
    const row = rowOf(name, { store, camera, words });
    // Without a state to see and a right to change it there is nothing to show.
    return row.form === 'none' && !camera.managed && store.stage.kind === 'ready' ? [] : [row];
  });
}

/** What holds for all switches; empty when nothing. */
export function switchesNote({ stage, waiting, camera }: SwitchesStore, { more, errors }: Dictionary): string {
  if (stage.kind === 'unread') {
    const { title: why, next } = errors[stage.code];
    return fill(more.unread, { why, next });
  }
  if (waiting.phase === 'slow') return more.readingSlow;
  return camera === null || camera.managed ? '' : more.viewOnly;
}

/** What a choice of a row asks for; null for what no row offers. */
export function changeOf(name: string, key: string): SwitchChange | null {
  switch (name) {
    case 'mask':
    case 'camera':
    case 'recording':
      return key === 'on' || key === 'off' ? { name, on: key === 'on' } : null;
    case 'level': {
      const level = LEVELS.find((each) => String(each) === key);
      return level === undefined ? null : { name, level };
    }
    case 'mirror':
      return key === 'horizontal' || key === 'vertical' || key === 'both' ? { name, axis: key } : null;
    default:
      return null;
  }
}

interface Setting {
  readonly store: SwitchesStore;
  readonly camera: SwitchedCamera;
  readonly words: Dictionary;
}

function namesOf({ abilities }: SwitchedCamera): readonly SwitchName[] {
  return ORDER.filter((name) =>
    name === 'mirror' ? abilities.mirror.length > 0 : abilities.switches.some((each) => each === name),
  );
}

function rowOf(name: SwitchName, setting: Setting): SwitchRow {
  const { store, camera, words } = setting;
  const { more } = words;
  const state = store.stateOf(name);
  const on = shownOn(state);
  const form = on !== null ? 'switch' : camera.managed && isAsked(name, store) ? 'choices' : 'none';
  const title = more.names[name];
  const choices = choicesOf(name, setting).map(({ key, label }) => {
    const chosen = state.standing.kind === 'told' && keyOf(state.standing.change) === key;
    return { key, label, spoken: fill(chosen ? more.chosen : more.choice, { title, label }), chosen };
  });
  return {
    name,
    title,
    detail: more.details[name],
    form,
    on: on ?? false,
    choices: form === 'choices' ? choices : [],
    busy: state.work !== null,
    ...lineOf(name, state, setting),
  };
}

/** Whether it is known that nobody can say how it stands. */
function isAsked(name: SwitchName, { stage }: SwitchesStore): boolean {
  return name === 'mirror' || name === 'level' || stage.kind === 'ready' || stage.kind === 'unread';
}

function choicesOf(name: SwitchName, { camera, words: { more } }: Setting) {
  switch (name) {
    case 'mirror':
      return camera.abilities.mirror.map((axis) => ({ key: axis, label: more.axes[axis] }));
    case 'level':
      return LEVELS.map((level) => ({ key: String(level), label: more.levels[level] }));
    default:
      return (['on', 'off'] as const).map((key) => ({ key: key, label: more.turns[key] }));
  }
}

function keyOf(change: SwitchChange): string {
  switch (change.name) {
    case 'mirror':
      return change.axis;
    case 'level':
      return String(change.level);
    default:
      return change.on ? 'on' : 'off';
  }
}

function lineOf(
  name: SwitchName,
  { work, result, standing, restsUntil }: SwitchState,
  { store, words }: Setting,
): Pick<SwitchRow, 'line' | 'bad'> {
  const { more, errors } = words;
  if (work !== null) return fine(fill(more.working, { change: changeWords(work, words) }));
  switch (result?.kind) {
    case 'done': {
      const change = changeWords(result.change, words);
      return fine(fill(standing.kind === 'told' ? more.told : more.done, { change }));
    }
    case 'refused': {
      const { title: why, next } = errors[result.code];
      return { line: fill(more.refused, { change: changeWords(result.change, words), why, next }), bad: true };
    }
    case 'unanswered': {
      const { title: why } = errors[result.code];
      return { line: fill(more.unanswered, { change: changeWords(result.change, words), why }), bad: true };
    }
    case 'unsure':
      return { line: fill(more.unsure, { change: changeWords(result.change, words) }), bad: true };
    case 'resting': {
      const n = store.countdown.secondsTo(restsUntil);
      return n === 0 ? fine('') : { line: fill(more.resting, { n }), bad: true };
    }
    case undefined:
      return fine(isToggle(name) ? standingWords(standing.kind, store, words) : '');
  }
}

/** Why a toggle shows no state; empty where it shows one. */
function standingWords(kind: SwitchState['standing']['kind'], { stage, waiting }: SwitchesStore, words: Dictionary) {
  if (kind !== 'unknown') return '';
  if (stage.kind === 'reading') return waiting.phase === 'blank' ? '' : words.more.reading;
  return stage.kind === 'ready' ? words.more.unknown : '';
}

const fine = (line: string) => ({ line, bad: false });

/** A change in a few words: what was turned, and how. */
function changeWords(change: SwitchChange, { more }: Dictionary): string {
  switch (change.name) {
    case 'mirror':
      return more.axes[change.axis];
    case 'level':
      return fill(more.toLevel, { level: more.levels[change.level] });
    default:
      return more.changes[change.name][change.on ? 'on' : 'off'];
  }
}

function isToggle(name: SwitchName): name is ToggleName {
  return name === 'mask' || name === 'camera' || name === 'recording';
}

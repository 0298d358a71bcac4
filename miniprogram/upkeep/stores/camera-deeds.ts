import type { Channel } from '../../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';

export type CameraDeed = 'rename' | 'move' | 'hide' | 'code' | 'health' | 'cover' | 'tools' | 'extend' | 'remove';

/** What can be done with one camera, as Vant's sheet takes it. */
export interface DeedView {
  readonly key: CameraDeed;
  readonly name: string;
  readonly subname: string;
  readonly color: string;
}

/** In their order, of a camera that is chosen, or of none. */
export function deedsOf(chosen: Channel | null, words: Dictionary['store']['camera']): readonly DeedView[] {
  const { hidden: isHidden = false, tools: hasTools = false } = chosen ?? {};
  return [
    deed('rename', words.rename),
    deed('move', words.move),
    deed('hide', isHidden ? words.unhide : words.hide, isHidden ? words.unhideHint : words.hideHint),
    deed('code', words.code, words.codeHint),
    deed('health', words.health, words.healthHint),
    // Nobody else sees a hidden camera, so that it has no cover that all share.
    ...(isHidden ? [] : [deed('cover', words.cover, words.coverHint)]),
    ...(hasTools ? [deed('tools', words.tools, words.toolsHint)] : []),
    ...(hasTools ? [deed('extend', words.extend, words.extendHint)] : []),
    { ...deed('remove', words.remove, words.removeHint), color: 'var(--kd-danger)' },
  ];
}

function deed(key: CameraDeed, name: string, subname = ''): DeedView {
  return { key, name, subname, color: '' };
}

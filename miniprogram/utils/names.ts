/**
 * As the cloud judges it (cloudfunctions/core/names.ts): only what it would keep is sent. Not as literals, for those
 * WeChat's compiler turns into lists of every letter there is, 23 KB of the main package.
 */
const UNSEEN = new RegExp('([\\p{So}\\p{Sk}]\\uFE0F?\\u200D)(?=[\\p{So}\\u2194])|\\p{Cf}', 'gu');
const PILED_UP = new RegExp('(\\p{M}{4})\\p{M}+', 'gu');
const BREAKING = new RegExp('[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]', 'u');
const SHOWN = new RegExp('(?![\\p{Default_Ignorable_Code_Point}\\u2800])[\\p{L}\\p{N}\\p{P}\\p{S}]', 'u');

/** As many characters as the name of a person may have. */
export const LONGEST_PERSON_NAME = 20;
/** And that of a store, a camera, an account or a recording. */
export const LONGEST_THING_NAME = 40;

/** What was typed in one form, without what shows nothing and without piles of marks. */
export function trimName(typed: string): string {
  const name = typed.normalize('NFC').replace(UNSEEN, '$1').replace(PILED_UP, '$1').trim();
  return name === typed ? name : trimName(name);
}

/** What was typed as the cloud keeps it; an empty text where that is no name at all. */
export function nameFrom(typed: string, most: number): string {
  const name = trimName(typed);
  return SHOWN.test(name) && !BREAKING.test(name) && Array.from(name).length <= most ? name : '';
}

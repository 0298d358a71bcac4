/** As the cloud judges it (cloudfunctions/core/names.ts): only what it would keep is sent. */
const UNSEEN = /([\p{So}\p{Sk}]\uFE0F?\u200D)(?=[\p{So}\u2194])|\p{Cf}/gu;
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const SHOWN = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** As many characters as the name of a person may have. */
export const LONGEST_PERSON_NAME = 20;
/** And that of a store, a camera, an account or a recording. */
export const LONGEST_THING_NAME = 40;

/** What was typed without what shows nothing. */
export function trimName(typed: string): string {
  return typed.replace(UNSEEN, '$1').trim();
}

/** What was typed as the cloud keeps it, without what shows nothing; an empty text where that is no name at all. */
export function nameFrom(typed: string, most: number): string {
  const name = trimName(typed);
  return SHOWN.test(name) && !BREAKING.test(name) && Array.from(name).length <= most ? name : '';
}

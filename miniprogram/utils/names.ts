/** As the cloud judges it (cloudfunctions/core/names.ts): only what it would keep is sent. */
const UNSEEN = /([\p{So}\p{Sk}]\uFE0F?\u200D)(?=[\p{So}\u2194])|\p{Cf}/gu;
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
const SHOWN = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** As many characters as the name of a person may have. */
export const LONGEST_PERSON_NAME = 20;

/** What was typed as the cloud keeps it, without what shows nothing; an empty text where that is no name at all. */
export function nameFrom(typed: string, most: number): string {
  const name = typed.replace(UNSEEN, '$1').trim();
  return SHOWN.test(name) && !BREAKING.test(name) && Array.from(name).length <= most ? name : '';
}

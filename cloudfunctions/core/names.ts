/** A joiner between two pictographs stays, or one of several parts would fall apart; of all else that shows nothing none. */
const UNSEEN = /([\p{So}\p{Sk}]\uFE0F?\u200D)(?=[\p{So}\u2194])|\p{Cf}/gu;
/** Marks pile up on a letter without an end, and over the lines above and below; no language needs more than four. */
const PILED_UP = /(\p{M}{4})\p{M}+/gu;
/** What breaks a line or a database: control characters, line separators, halves of characters. */
const BREAKING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;
/** Fillers and the empty braille cell count as letters and signs, and show nothing. */
const SHOWN = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name as it is kept: in the form NFC, without the blanks around it, without format characters, which have no width or
 * turn the direction of what follows, and with at most four marks on a letter. They are dropped and not refused, because
 * they come along unseen when a name is pasted.
 */
export function trimName(typed: string): string {
  const name = typed.normalize('NFC').replace(UNSEEN, '$1').replace(PILED_UP, '$1').trim();
  // What was dropped may bring together what it kept apart.
  return name === typed ? name : trimName(name);
}

/** Whether a name as it is kept is one: something of it shows, it is one line, and no longer than `most` characters. */
export function isName(name: string, most: number): boolean {
  return SHOWN.test(name) && !BREAKING.test(name) && Array.from(name).length <= most;
}

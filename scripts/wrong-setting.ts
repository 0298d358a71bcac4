/** A missing or wrong setting of a command, in one line that names it without its value. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

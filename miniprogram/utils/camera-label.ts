/** What the label of a camera says; what it does not say is empty. */
export interface CameraLabel {
  readonly serial: string;
  /** The maker prints it so that only who stands before the camera can add it. */
  readonly code: string;
  readonly model: string;
}

const MAKER = /^(https?:\/\/)?([\w-]+\.)*(ys7|ezviz|ezvizlife)\.com([/?].*)?$/i;
/** Of EZVIZ: nine letters and digits; parts of a set have longer ones. */
const SERIAL = /^[0-9A-Z]{9,32}$/i;
const VERIFICATION_CODE = /^[0-9A-Z]{6}$/i;
/** What other makers print when it is a serial number alone. */
const PLAIN = /^[0-9A-Z][0-9A-Z:._-]{3,63}$/i;

/** EZVIZ prints its address, the serial number, the verification code and the model, each in a line (`\r`). */
export function isMakersLabel(text: string): boolean {
  return MAKER.test(linesOf(text)[0] ?? '');
}

/** What a scanned label says; null where it names no camera. */
export function readCameraLabel(text: string): CameraLabel | null {
  const [first = '', ...rest] = linesOf(text);
  if (!MAKER.test(first)) return PLAIN.test(text.trim()) ? { serial: text.trim(), code: '', model: '' } : null;
  const [serial = '', code = '', model = ''] = rest.length > 0 ? rest : [lastPart(first)];
  if (!SERIAL.test(serial)) return null;
  return { serial: serial.toUpperCase(), code: VERIFICATION_CODE.test(code) ? code.toUpperCase() : '', model };
}

/** The last part of an address, before its parameters. */
function lastPart(address: string): string {
  const [place = ''] = address.split(/[?#]/, 1);
  return place.split('/').pop() ?? '';
}

function linesOf(text: string): string[] {
  return text
    .trim()
    .split(/[\r\n]+/)
    .map((line) => line.trim());
}

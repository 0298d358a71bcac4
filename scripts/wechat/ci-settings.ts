import { createPrivateKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { valid } from 'semver';
import { refuseStrangers } from '../deploy/settings';
import { WrongSetting } from '../wrong-setting';

/** Who sends which version to WeChat. */
export interface Shipment {
  readonly appid: string;
  /** PEM of the upload key. */
  readonly privateKey: string;
  /** 1–30: WeChat keeps one preview and one upload for each. */
  readonly robot: number;
  readonly version: string;
  readonly description: string;
}

const APP_ID = /^wx[0-9a-f]{16}$/;
const MOST_ROBOTS = 30;

/** Reads `KANDIAN_…` from the environment; the version is the project's own unless told. Throws WrongSetting. */
export function readShipment(
  environment: Readonly<Record<string, string | undefined>>,
  projectVersion: string,
): Shipment {
  refuseStrangers(environment);
  const read = (name: string) => environment[name]?.trim() ?? '';
  const appid = read('KANDIAN_APPID');
  if (appid === '') throw new WrongSetting('KANDIAN_APPID is missing: the app id of the mini-program');
  if (!APP_ID.test(appid)) throw new WrongSetting('KANDIAN_APPID is no app id: wx and 16 digits or letters a to f');
  const robot = Number(read('KANDIAN_ROBOT') || '1');
  if (!Number.isInteger(robot) || robot < 1 || robot > MOST_ROBOTS) {
    throw new WrongSetting(`KANDIAN_ROBOT is a number from 1 to ${MOST_ROBOTS}`);
  }
  const version = valid(read('KANDIAN_VERSION') || projectVersion);
  if (version === null) throw new WrongSetting('KANDIAN_VERSION is no version such as 1.2.3');
  const description = read('KANDIAN_DESCRIPTION');
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(description))
    throw new WrongSetting('KANDIAN_DESCRIPTION is one line without control characters');
  const privateKey = readUploadKey(read('KANDIAN_UPLOAD_KEY'));
  return { appid, privateKey, robot, version, description };
}

/** The key itself, in one line if need be, or the path of the file that the console gave. */
function readUploadKey(given: string): string {
  if (given === '') throw new WrongSetting('KANDIAN_UPLOAD_KEY is missing: the upload key, or the path of its file');
  const isText = given.startsWith('-----BEGIN');
  if (!isText && !existsSync(given))
    throw new WrongSetting('KANDIAN_UPLOAD_KEY is neither a key nor a file that exists');
  try {
    const text = isText ? given.replaceAll('\\n', '\n') : readFileSync(given, 'utf8');
    if (createPrivateKey(text).asymmetricKeyType === 'rsa') return text;
  } catch {
    // not a key that can be read
  }
  throw new WrongSetting('KANDIAN_UPLOAD_KEY holds no RSA private key');
}

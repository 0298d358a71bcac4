import { createHmac } from 'node:crypto';
import { deriveKey, type Keyring } from './seal';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789';
const LENGTH = 6;

/**
 * Six letters and digits by which an owner recognises a person who reads them out. They follow from the openid but
 * do not lead back to it; a new current key changes them.
 */
export function visitorCodeOf(keyring: Keyring, openid: string): string {
  const key = deriveKey(keyring, keyring.current, 'visitor-code');
  let number = createHmac('sha256', key).update(openid).digest().readUIntBE(0, 6);
  let code = '';
  while (code.length < LENGTH) {
    code += ALPHABET.charAt(number % ALPHABET.length);
    number = Math.floor(number / ALPHABET.length);
  }
  return code;
}

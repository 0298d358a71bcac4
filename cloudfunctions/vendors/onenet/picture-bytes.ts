import { CallError } from '../../core/errors';

const SIGNATURES = [
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
] as const;

/** The bytes of a JPEG or PNG, the vendor's two formats; a page of HTML in their place is `vendor-protocol`. */
export function assertPicture(bytes: Uint8Array, label: string): Uint8Array {
  if (SIGNATURES.some((signature) => signature.every((byte, index) => bytes[index] === byte))) return bytes;
  throw new CallError('vendor-protocol', `onenet ${label}: the reply is no picture`, { vendor: 'onenet' });
}

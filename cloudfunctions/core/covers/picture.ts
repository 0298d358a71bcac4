import { CallError } from '../errors';

/** A cover is seen by every phone in every list. */
export const MOST_BYTES = 1024 * 1024;

const KINDS = [
  { extension: 'jpg', signature: [0xff, 0xd8, 0xff] },
  { extension: 'png', signature: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const;

/** How the name of a picture of these bytes ends; `vendor-protocol` for what is no JPEG or PNG, or too large. */
export function extensionOf(bytes: Uint8Array): 'jpg' | 'png' {
  const kind = KINDS.find(({ signature }) => signature.every((byte, index) => bytes[index] === byte));
  if (!kind) throw new CallError('vendor-protocol', 'the cover is no picture');
  if (bytes.byteLength > MOST_BYTES) throw new CallError('vendor-protocol', 'the cover is too large');
  return kind.extension;
}

import type { StoredFile } from './files';
import type { AlbumItem } from './records';

const signatures: readonly { readonly kind: AlbumItem['kind']; readonly format: string; readonly is: RegExp }[] = [
  { kind: 'image', format: 'jpeg', is: /^\xff\xd8\xff/ },
  { kind: 'image', format: 'png', is: /^\x89PNG/ },
  { kind: 'image', format: 'gif', is: /^GIF8/ },
  { kind: 'image', format: 'webp', is: /^RIFF[^]{4}WEBP/ },
  { kind: 'video', format: 'mp4', is: /^[^]{4}ftyp/ },
];

const items: AlbumItem[] = [];
const contents: Uint8Array<ArrayBuffer>[] = [];

/** The album of this phone, empty when the page is loaded. */
export const album = {
  get items(): readonly AlbumItem[] {
    return items;
  },

  /** What is in the item of that number. */
  contentOf: (index: number): Uint8Array<ArrayBuffer> | undefined => contents[index],

  /** Goes by the content, whatever the name; false when it is nothing of that kind that an album takes. */
  add({ bytes }: StoredFile, name: string, kind: AlbumItem['kind']): boolean {
    const head = String.fromCharCode(...bytes.subarray(0, 16));
    const known = signatures.find((signature) => signature.kind === kind && signature.is.test(head));
    if (known === undefined) return false;
    items.push({ kind, name, format: known.format, bytes: bytes.length, savedAt: Date.now() });
    contents.push(bytes);
    return true;
  },
};

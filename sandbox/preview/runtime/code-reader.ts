const LONGEST_SIDE = 1600;

/** The text of the QR code in a picture; null when there is none, or no picture. */
export async function readCode(picture: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (bitmap === null) return null;
  const { default: jsQR } = await import('jsqr');
  const full = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  // What is too fine at one size is often found at half of it.
  for (const scale of [full, full / 2]) {
    const { data, width, height } = pixelsOf(bitmap, scale);
    const found = jsQR(data, width, height);
    if (found !== null) return found.data;
  }
  return null;
}

function pixelsOf(bitmap: ImageBitmap, scale: number): ImageData {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context === null) throw new Error('the browser has no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** What of a 2d canvas context painting uses; sizes in px of the screen. */
export interface Surface {
  fillStyle: string | object;
  strokeStyle: string | object;
  lineWidth: number;
  font: string;
  textAlign: 'left' | 'right' | 'center' | 'start' | 'end';
  textBaseline: 'top' | 'hanging' | 'middle' | 'alphabetic' | 'ideographic' | 'bottom';
  globalAlpha: number;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void;
  closePath(): void;
  rect(x: number, y: number, width: number, height: number): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  fill(): void;
  stroke(): void;
  clip(): void;
  save(): void;
  restore(): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
}

/** Larger canvases come out blank or end the app on some phones (WeChat's canvas component page). */
export const MOST_BACKING_PX = 1365;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A canvas' own pixels for a size on the screen: as sharp as the screen is, and as WeChat bears. */
export function backingOf({ width, height }: Size, pixelRatio: number): Size & { readonly scale: number } {
  const scale = Math.min(pixelRatio, MOST_BACKING_PX / Math.max(width, height, 1));
  const whole = (length: number) => Math.max(1, Math.min(MOST_BACKING_PX, Math.round(length * scale)));
  return { width: whole(width), height: whole(height), scale };
}

import type { ComponentSpace } from 'glass-easel';
import type { Phone } from '../phone';
import { boxes } from './boxes';
import { canvas } from './canvas';
import { choices } from './choices';
import { defineElement, type ElementDefinition } from './define';
import { form } from './form';
import { images } from './image';
import { livePlayer } from './live-player';
import { pickers } from './pickers';
import { richText } from './rich-text';
import { scrollView } from './scroll-view';
import { swipers } from './swiper';
import { textInputs } from './text-input';
import { video } from './video';

/** Every element of WeChat's that the preview has. */
const ELEMENTS: readonly ElementDefinition[] = [
  ...boxes,
  ...images,
  ...textInputs,
  ...choices,
  ...pickers,
  ...swipers,
  form,
  scrollView,
  canvas,
  richText,
  video,
  livePlayer,
];

export const ELEMENT_TAGS: ReadonlySet<string> = new Set(ELEMENTS.map(({ tag }) => tag));

export function defineElements(space: ComponentSpace, phone: Phone): void {
  for (const element of ELEMENTS) defineElement(space, element, phone);
}

import { rewriteLengths } from '../../build/style-units';
import type { Host } from './define';

/** The hint in an empty field: an element of its own, as WeChat styles it by class and by style. */
export class Placeholder {
  readonly element = document.createElement('div');

  constructor(
    private readonly host: Host,
    private readonly field: HTMLInputElement | HTMLTextAreaElement,
  ) {
    this.element.ariaHidden = 'true';
    field.addEventListener('input', () => this.paint());
  }

  paint(): void {
    const { host, field, element } = this;
    const text = host.text('placeholder');
    element.hidden = field.value !== '';
    element.textContent = text;
    element.className = `wx-placeholder ${host.scopedClass(host.text('placeholderClass'))}`;
    element.style.cssText = rewriteLengths(host.text('placeholderStyle'));
    field.placeholder = text; // for those who listen; it is drawn transparent
  }
}

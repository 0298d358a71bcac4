import { elementOf } from '../glass/backend';
import { behaviorOf, type ElementBehavior, type ElementDefinition, type Host } from './define';

const FIELDS = 'wx-input, wx-textarea, wx-switch, wx-slider, wx-checkbox-group, wx-radio-group, wx-picker';

/** `<form>`: a button with form-type gathers the named fields inside it. */
export const form: ElementDefinition = { tag: 'form', properties: { reportSubmit: Boolean }, create: createForm };

function createForm(host: Host): ElementBehavior {
  host.element.addEventListener('wx-form-submit', () => host.emit('submit', { value: readFields(host.element) }));
  host.element.addEventListener('wx-form-reset', () => host.emit('reset', {}));
  return {};
}

function readFields(form: HTMLElement): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of form.querySelectorAll<HTMLElement>(FIELDS)) {
    const element = elementOf(field);
    const behavior = element === null ? undefined : behaviorOf(element);
    const name = behavior?.property('name');
    if (typeof name === 'string' && name !== '') values[name] = readField(field, behavior?.property('value'));
  }
  return values;
}

function readField(field: HTMLElement, value: unknown): unknown {
  const ticked = [...field.querySelectorAll<HTMLInputElement>('input:checked')].map((input) => input.value);
  switch (field.localName) {
    case 'wx-switch':
      return ticked.length > 0;
    case 'wx-checkbox-group':
      return ticked;
    case 'wx-radio-group':
      return ticked[0] ?? '';
    default:
      return value;
  }
}

import type { ElementBehavior, ElementDefinition, Host } from './define';

/** Elements with which one chooses: switch, checkbox, radio, slider. */
export const choices: readonly ElementDefinition[] = [
  {
    tag: 'switch',
    properties: { checked: Boolean, disabled: Boolean, type: { type: String, value: 'switch' }, color: String },
    create: (host) => createTick(host, 'checkbox', (checked) => host.emit('change', { value: checked })),
  },
  {
    tag: 'checkbox',
    properties: { checked: Boolean, disabled: Boolean, value: String, color: String },
    create: (host) => createTick(host, 'checkbox', () => announce(host)),
  },
  {
    tag: 'radio',
    properties: { checked: Boolean, disabled: Boolean, value: String, color: String },
    create: (host) => createTick(host, 'radio', () => announce(host)),
  },
  { tag: 'checkbox-group', create: (host) => createGroup(host, false) },
  { tag: 'radio-group', create: (host) => createGroup(host, true) },
  {
    tag: 'slider',
    properties: {
      min: Number,
      max: { type: Number, value: 100 },
      step: { type: Number, value: 1 },
      value: Number,
      disabled: Boolean,
      showValue: Boolean,
      activeColor: String,
      backgroundColor: String,
      blockSize: Number,
      blockColor: String,
    },
    create: createSlider,
  },
];

function createTick(host: Host, type: 'checkbox' | 'radio', onChange: (checked: boolean) => void): ElementBehavior {
  const field = document.createElement('input');
  field.type = type;
  host.element.prepend(field);
  field.addEventListener('change', () => {
    host.set('checked', field.checked);
    onChange(field.checked);
  });
  return {
    changed(name, value) {
      if (name === 'checked') field.checked = value === true;
      if (name === 'disabled') field.disabled = value === true;
      if (name === 'value') field.value = String(value);
      if (name === 'ariaLabel') field.ariaLabel = String(value);
      if (name === 'color') host.element.style.accentColor = String(value);
    },
  };
}

const announce = (host: Host): boolean => host.element.dispatchEvent(new CustomEvent('wx-choice', { bubbles: true }));

function createGroup(host: Host, single: boolean): ElementBehavior {
  host.element.addEventListener('wx-choice', (event) => {
    event.stopPropagation();
    const fields = [...host.element.querySelectorAll<HTMLInputElement>('input')];
    const chosen = event.target instanceof Element ? event.target.querySelector('input') : null;
    if (single) for (const field of fields) field.checked = field === chosen;
    const values = fields.filter((field) => field.checked).map((field) => field.value);
    host.emit('change', { value: single ? (values[0] ?? '') : values });
  });
  return {};
}

function createSlider(host: Host): ElementBehavior {
  const field = document.createElement('input');
  const label = document.createElement('output');
  field.type = 'range';
  host.element.append(field, label);
  const show = (): void => {
    label.textContent = host.flag('showValue') ? field.value : '';
  };
  field.addEventListener('input', () => {
    show();
    host.emit('changing', { value: Number(field.value) });
  });
  field.addEventListener('change', () => {
    host.set('value', Number(field.value));
    host.emit('change', { value: Number(field.value) });
  });
  return {
    changed(name, value) {
      if (name === 'min' || name === 'max' || name === 'step') field[name] = String(value);
      field.value = String(host.number('value')); // its limits have to be set before
      if (name === 'disabled') field.disabled = value === true;
      if (name === 'activeColor') host.element.style.accentColor = String(value);
      show();
    },
  };
}

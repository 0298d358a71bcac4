import { openMask } from '../wx/dialog-boxes';

export interface PickerColumn {
  readonly labels: readonly string[];
  readonly index: number;
}

interface PickerField {
  readonly type: 'time' | 'date';
  readonly value: string;
  readonly min: string;
  readonly max: string;
}

/** Asks with lists, and resolves with the index chosen in each; null when the person backs out. */
export function openPicker(title: string, columns: readonly PickerColumn[]): Promise<number[] | null>;
/** Asks for a day or a time, as text. */
export function openPicker(title: string, field: PickerField): Promise<string | null>;
export function openPicker(
  title: string,
  ask: readonly PickerColumn[] | PickerField,
): Promise<number[] | string | null> {
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-picker-sheet');
    const finish = (value: number[] | string | null): void => {
      mask.remove();
      resolve(value);
    };
    const heading = document.createElement('h2');
    heading.textContent = title;
    const body = document.createElement('div');
    const read = isColumns(ask) ? addLists(body, ask, title) : addField(body, ask);
    box.append(
      heading,
      body,
      button('取消', () => finish(null)),
      button('确定', () => finish(read())),
    );
    mask.addEventListener('click', (event) => event.target === mask && finish(null));
  });
}

const isColumns = (ask: readonly PickerColumn[] | PickerField): ask is readonly PickerColumn[] => Array.isArray(ask);

function addLists(body: HTMLElement, columns: readonly PickerColumn[], title: string): () => number[] {
  const lists = columns.map(({ labels, index }) => {
    const list = document.createElement('select');
    list.size = 6;
    list.ariaLabel = title || '选择';
    list.append(...labels.map((label) => new Option(label)));
    list.selectedIndex = index;
    return list;
  });
  body.append(...lists);
  return () => lists.map((list) => Math.max(0, list.selectedIndex));
}

function addField(body: HTMLElement, { type, value, min, max }: PickerField): () => string {
  const field = document.createElement('input');
  Object.assign(field, { type, min, max, value });
  body.append(field);
  return () => clamp(field.value === '' ? value : field.value, min, max);
}

/** The wheels of a phone end at the limits; both times and days sort as text. */
function clamp(value: string, min: string, max: string): string {
  if (min !== '' && value < min) return min;
  return max !== '' && value > max ? max : value;
}

function button(text: string, act: () => void): HTMLElement {
  const element = document.createElement('button');
  element.textContent = text;
  element.addEventListener('click', act);
  return element;
}

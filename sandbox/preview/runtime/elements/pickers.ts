import type { ElementBehavior, ElementDefinition, Host } from './define';
import { openPicker, type PickerColumn } from './picker-sheet';
import { reportUnimplemented } from '../report';

const ROW_PX = 34;
const SETTLE_MS = 120;

export const pickers: readonly ElementDefinition[] = [
  {
    tag: 'picker-view',
    properties: {
      value: Array,
      indicatorStyle: String,
      indicatorClass: String,
      maskStyle: String,
      maskClass: String,
      immediateChange: Boolean,
    },
    create: (host) => new PickerView(host),
  },
  { tag: 'picker-view-column' },
  {
    tag: 'picker',
    properties: {
      mode: { type: String, value: 'selector' },
      range: Array,
      rangeKey: String,
      value: null,
      disabled: Boolean,
      headerText: String,
      start: String,
      end: String,
      fields: { type: String, value: 'day' },
    },
    create: (host) => {
      host.listen('tap', () => host.flag('disabled') || void choose(host));
      return {};
    },
  },
];

class PickerView implements ElementBehavior {
  private shown: readonly number[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly resize = new ResizeObserver(() => this.align());

  constructor(private readonly host: Host) {
    host.element.addEventListener('scroll', () => this.scrolled(), true);
  }

  attached(): void {
    this.resize.observe(this.host.element);
  }

  detached(): void {
    this.resize.disconnect();
    clearTimeout(this.timer);
  }

  changed(name: string): void {
    if (name === 'value' && this.value.join() !== this.shown.join()) requestAnimationFrame(() => this.align());
  }

  private get value(): readonly number[] {
    const value = this.host.property('value');
    return Array.isArray(value) ? value.map(Number) : [];
  }

  private get rowHeight(): number {
    return Number(/height:\s*([\d.]+)px/.exec(this.host.text('indicatorStyle'))?.[1] ?? ROW_PX);
  }

  private get columns(): HTMLElement[] {
    return [...this.host.element.querySelectorAll<HTMLElement>('wx-picker-view-column')];
  }

  private align(): void {
    this.shown = this.value;
    const margin = (this.host.element.clientHeight - this.rowHeight) / 2;
    this.columns.forEach((column, index) => {
      column.style.paddingBlock = `${margin}px`;
      column.scrollTop = (this.shown[index] ?? 0) * this.rowHeight;
    });
  }

  private scrolled(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const value = this.columns.map((column) => Math.round(column.scrollTop / this.rowHeight));
      if (value.join() === this.shown.join()) return;
      this.shown = value;
      this.host.set('value', value);
      this.host.emit('change', { value });
    }, SETTLE_MS);
  }
}

/** `<picker>`: opens a sheet of its own on tap. */
async function choose(host: Host): Promise<void> {
  const mode = host.text('mode');
  const chosen = await openSheet(host, mode);
  if (chosen === null) {
    host.emit('cancel', {});
    return;
  }
  host.set('value', chosen);
  host.emit('change', { value: chosen });
}

async function openSheet(host: Host, mode: string): Promise<unknown> {
  const title = host.text('headerText');
  const value = host.property('value');
  if (mode === 'selector') {
    const rows = await openPicker(title, [
      { labels: labelsOf(host, host.property('range')), index: Number(value) || 0 },
    ]);
    return rows?.[0] ?? null;
  }
  if (mode === 'multiSelector') {
    const ranges: readonly unknown[] = Array.isArray(host.property('range'))
      ? (host.property('range') as unknown[])
      : [];
    const indexes: readonly unknown[] = Array.isArray(value) ? value : [];
    const columns = ranges.map((range, i): PickerColumn => ({
      labels: labelsOf(host, range),
      index: Number(indexes[i] ?? 0),
    }));
    return openPicker(title, columns);
  }
  if (mode === 'time' || (mode === 'date' && host.text('fields') === 'day')) {
    return openPicker(title, { type: mode, value: host.text('value'), min: host.text('start'), max: host.text('end') });
  }
  throw new Error(reportUnimplemented(`mode ${mode} of <picker>`));
}

function labelsOf(host: Host, range: unknown): string[] {
  const key = host.text('rangeKey');
  const items: readonly unknown[] = Array.isArray(range) ? range : [];
  return items.map((item) => {
    const label: unknown = key !== '' && typeof item === 'object' && item !== null ? Reflect.get(item, key) : item;
    return String(label);
  });
}

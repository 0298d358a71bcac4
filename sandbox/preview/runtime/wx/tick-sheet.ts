import { make, openMask } from './dialog-boxes';

export interface Tick {
  readonly label: string;
  readonly on: boolean;
  readonly change: (on: boolean) => void;
}

interface TickSheet {
  readonly title: string;
  readonly back: string;
  readonly rows: readonly Tick[];
}

/** A page of settings over the phone; resolves when the person leaves it. */
export function showTicks({ title, back, rows }: TickSheet): Promise<void> {
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-sheet wx-settings');
    const button = make('button', '', back);
    button.addEventListener('click', () => {
      mask.remove();
      resolve();
    });
    box.append(make('h2', '', title), ...rows.map(drawRow), button);
  });
}

function drawRow({ label, on, change }: Tick): HTMLElement {
  const row = make('label', '', label);
  const tick = make('input', '');
  tick.type = 'checkbox';
  tick.checked = on;
  tick.addEventListener('change', () => change(tick.checked));
  row.append(tick);
  return row;
}

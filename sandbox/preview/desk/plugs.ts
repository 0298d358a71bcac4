interface DemoCamera {
  readonly vendor: string;
  readonly serial: string;
  readonly name: string;
  readonly storeName: string;
  readonly hasPower: boolean;
}

/** The cameras' plugs, and the timer that finds out what became of them. */
export function showPlugs(place: Element | null): void {
  const chooser = document.createElement('select');
  chooser.ariaLabel = '摄像头 Camera';
  const act = (label: string, run: () => Promise<unknown>): HTMLButtonElement => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => void run().then(refresh));
    return button;
  };
  let cameras: readonly DemoCamera[] = [];
  const turn = async (on: boolean): Promise<void> => {
    const { vendor, serial } = cameras[chooser.selectedIndex] ?? {};
    if (serial !== undefined) await post('/__sandbox/power', { vendor, serial, on });
  };
  const refresh = async (): Promise<void> => {
    const reply = await fetch('/__sandbox/state');
    ({ cameras = [] } = (await reply.json()) as { cameras?: readonly DemoCamera[] });
    const chosen = Math.max(0, chooser.selectedIndex);
    chooser.replaceChildren(...cameras.map(({ name, storeName, hasPower }) => toOption(name, storeName, hasPower)));
    chooser.selectedIndex = Math.min(chosen, cameras.length - 1);
  };
  const buttons = document.createElement('div');
  buttons.className = 'faults';
  buttons.append(
    act('拔电源 Unplug', () => turn(false)),
    act('插电源 Plug in', () => turn(true)),
    act('现在跑定时器 Run timer', () => post('/__sandbox/tick', {})),
  );
  place?.replaceChildren(chooser, buttons);
  void refresh();
}

const toOption = (name: string, storeName: string, hasPower: boolean): HTMLOptionElement =>
  new Option(`${hasPower ? '' : '✕ '}${storeName} ${name}`);

const post = (path: string, body: object): Promise<Response> =>
  fetch(path, { method: 'POST', body: JSON.stringify(body) });

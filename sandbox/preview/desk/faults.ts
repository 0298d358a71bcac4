import { showChoice } from './choice';

const VENDORS = [
  { value: 'all', label: '全部 All' },
  { value: 'ezviz', label: '萤石' },
  { value: 'onenet', label: 'OneNET' },
  { value: 'ovopark', label: '万店掌' },
] as const;
type Vendor = (typeof VENDORS)[number]['value'];

/** Names of the sandbox's faults, as `POST /__sandbox/faults` takes them. */
const FAULTS = [
  { label: '断流 Reset', fault: { reset: true } },
  { label: '拒绝 Refuse', fault: { refuse: true } },
  { label: '卡住 Stall', fault: { stall: true } },
  { label: '限速 Throttle', fault: { throttle: 20_000 } },
  { label: '离线 Offline', fault: { offline: true } },
  { label: '令牌过期 Tokens', fault: { expireTokens: true } },
  { label: '配额用尽 Quota', fault: { quota: true } },
  { label: '截图用尽 Captures', fault: { answer: { endpoint: '/api/lapp/device/capture', code: '10028' } } },
  { label: '云慢 Slow', fault: { slowVendorMs: 4000 } },
] as const;

/** Buttons that break the vendors' clouds and streams. Faults are set together for the vendor chosen. */
export function showFaults(place: Element | null): void {
  const active = new Set<string>();
  let vendor: Vendor = 'all';
  const chooser = document.createElement('div');
  const list = document.createElement('div');
  list.className = 'faults';
  const clear = async (): Promise<void> => {
    active.clear();
    paint();
    await fetch('/__sandbox/faults', { method: 'DELETE' });
  };
  const apply = async (): Promise<void> => {
    const faults = FAULTS.filter(({ label }) => active.has(label)).map(({ fault }) => fault);
    const body = Object.assign({}, vendor === 'all' ? {} : { vendor }, ...faults) as object;
    await fetch('/__sandbox/faults', { method: 'POST', body: JSON.stringify(body) });
  };
  const toggle = (label: string): void => {
    if (!active.delete(label)) active.add(label);
    paint();
    void apply();
  };
  const paint = (): void =>
    list.replaceChildren(
      ...FAULTS.map(({ label }) => button(label, active.has(label), () => toggle(label))),
      button('清除 Clear', null, () => void clear()),
    );
  showChoice<Vendor>(chooser, VENDORS, vendor, (chosen) => {
    void clear(); // what was broken elsewhere is whole again
    vendor = chosen;
  });
  paint();
  place?.replaceChildren(chooser, list);
}

function button(text: string, pressed: boolean | null, act: () => void): HTMLElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  if (pressed === null) element.className = 'clear';
  else element.ariaPressed = String(pressed);
  element.addEventListener('click', act);
  return element;
}

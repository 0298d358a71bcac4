import type { Host } from './define';

const installed = new WeakSet<HTMLElement>();

/** `hover-class`: through the element's own class list, or the component's prefix would be missing. */
export function installHover(host: Host): void {
  const { element } = host;
  if (installed.has(element)) return;
  installed.add(element);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let on: readonly string[] = [];
  const clear = (): void => {
    for (const name of on) host.toggleClass(name, false);
    on = [];
  };
  element.addEventListener('pointerdown', (event) => {
    const names = host.text('hoverClass');
    if (names === '' || names === 'none' || host.flag('disabled')) return;
    if (host.flag('hoverStopPropagation')) event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(() => {
      on = names.split(/\s+/).filter((name) => name !== '');
      for (const name of on) host.toggleClass(name, true);
    }, host.number('hoverStartTime'));
  });
  const release = (): void => {
    timer = setTimeout(clear, host.number('hoverStayTime'));
  };
  for (const type of ['pointerup', 'pointercancel', 'pointerleave']) element.addEventListener(type, release);
}

import { reported, type Report } from './report';

const NOTICE_MS = 6000;
const STACK_LINES = 4;
const panel = document.createElement('section');
panel.className = 'error-overlay';
panel.hidden = true;

/** Shows faults over the phone, readable and out of the way on a click, and passes each on to the terminal. */
export function installOverlay(): void {
  document.body.append(panel);
  reported.add((report) => {
    show(report);
    void fetch('/__preview/report', { method: 'POST', body: report.message, keepalive: true }).catch(() => undefined);
  });
}

function show({ kind, message, stack }: Report): void {
  const item = document.createElement('article');
  const heading = document.createElement('h2');
  const detail = document.createElement('pre');
  heading.textContent = message;
  detail.textContent =
    kind === 'error'
      ? stack
          .split('\n')
          .slice(1, 1 + STACK_LINES)
          .join('\n')
      : '';
  item.className = `is-${kind}`;
  item.append(heading, detail);
  const dismiss = (): void => {
    item.remove();
    panel.hidden = panel.childElementCount === 0;
  };
  item.addEventListener('click', dismiss);
  if (kind === 'unimplemented') setTimeout(dismiss, NOTICE_MS); // the page goes on without it
  panel.append(item);
  panel.hidden = false;
}

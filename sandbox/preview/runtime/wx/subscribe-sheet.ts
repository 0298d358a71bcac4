import { make, openMask } from './dialog-boxes';

interface Asked {
  readonly id: string;
  readonly title: string;
}

interface Answer {
  /** Ids of the templates that were left ticked and allowed. */
  readonly accepted: readonly string[];
  /** The person does not want to be asked about them again. */
  readonly forAlways: boolean;
}

/** WeChat's box for subscribe messages: one tick a template, one for never being asked again, and two buttons. */
export function askToSubscribe(templates: readonly Asked[], english: boolean): Promise<Answer> {
  const say = (zh: string, en: string): string => (english ? en : zh);
  return new Promise((resolve) => {
    const [mask, box] = openMask('wx-sheet wx-settings');
    const rows = templates.map(({ id, title }) => ({ id, ...tick(title, true) }));
    const always = tick(say('总是保持以上选择，不再询问', 'Always keep these choices'), false);
    const answer = (text: string, isAllowed: boolean): HTMLElement => {
      const button = make('button', '', text);
      button.addEventListener('click', () => {
        mask.remove();
        const ticked = rows.filter(({ field }) => isAllowed && field.checked).map(({ id }) => id);
        resolve({ accepted: ticked, forAlways: always.field.checked });
      });
      return button;
    };
    box.append(
      make('h2', '', say('看店申请发送一次以下消息', 'Kandian wants to send you each of these once')),
      ...rows.map(({ row }) => row),
      always.row,
      answer(say('拒绝', 'Reject'), false),
      answer(say('允许', 'Allow'), true),
    );
  });
}

function tick(label: string, checked: boolean): { readonly row: HTMLElement; readonly field: HTMLInputElement } {
  const row = make('label', '', label);
  const field = make('input', '');
  field.type = 'checkbox';
  field.checked = checked;
  row.append(field);
  return { row, field };
}

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** A row of buttons of which one is pressed. */
export function showChoice<T extends string>(
  place: Element | null,
  options: readonly Option<T>[],
  chosen: T,
  choose: (value: T) => void,
) {
  const buttons = options.map(({ value, label }) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = label;
    button.addEventListener('click', () => {
      mark(value);
      choose(value);
    });
    return { value, button };
  });
  const mark = (value: T): void => {
    for (const each of buttons) each.button.ariaPressed = String(each.value === value);
  };
  mark(chosen);
  place?.classList.add('choice');
  place?.replaceChildren(...buttons.map(({ button }) => button));
}

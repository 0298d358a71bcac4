import { Signal } from '../signal';

const pressed = new Set<string>();
const signal = new Signal<undefined>();

/** Presses on `<button open-type="agreePrivacyAuthorization">`, which WeChat takes for the person's own consent. */
export const agreements = {
  press(id: string): void {
    pressed.add(id);
    signal.emit(undefined);
  },
  /** Whether the button with this id has been pressed. */
  pressed: (id: string): boolean => pressed.has(id),
  add: (listener: () => void): void => void signal.add(listener),
};

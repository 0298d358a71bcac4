import { hold, letGo, madeBy } from './holdings';

/** The timers as the mini-program's own scripts get them: those under way are known. */
export const timers = {
  setTimeout(callback: () => void, delay?: number): number {
    const timer = window.setTimeout(() => {
      letGo(timer);
      callback();
    }, delay);
    hold(timer, 'timer', madeBy());
    return timer;
  },
  clearTimeout(timer?: number): void {
    letGo(timer);
    window.clearTimeout(timer);
  },
  setInterval(callback: () => void, delay?: number): number {
    const timer = window.setInterval(callback, delay);
    hold(timer, 'timer', madeBy());
    return timer;
  },
  clearInterval(timer?: number): void {
    letGo(timer);
    window.clearInterval(timer);
  },
};

import type { Hooks } from './hooks';

/** Reloads when the sources were built anew, keeping the pages that are open. */
export function followChanges(): void {
  const changes = new EventSource('/__preview/changes');
  changes.onmessage = () => {
    const { __kandian: hooks } = globalThis as { __kandian?: Hooks };
    if (hooks === undefined) location.reload();
    else hooks.reload();
  };
}

/** Fills the phone with what is wrong in the sources. */
export function showBuildError(problem: string): void {
  const box = document.createElement('pre');
  box.className = 'build-error';
  box.role = 'alert';
  box.textContent = problem;
  document.body.append(box);
}

/** One kind of event and whoever listens to it. */
export class Signal<T> {
  private listeners: readonly ((value: T) => void)[] = [];

  /** Returns the way to stop listening. */
  add(listener: (value: T) => void): () => void {
    this.listeners = [...this.listeners, listener];
    return () => this.remove(listener);
  }

  remove(listener: (value: T) => void): void {
    this.listeners = this.listeners.filter((known) => known !== listener);
  }

  clear(): void {
    this.listeners = [];
  }

  emit(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}

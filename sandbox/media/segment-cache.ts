/** Some tens of megabytes at most. */
const MAX_SEGMENTS = 48;

/** Makes each segment once for all who ask for it, also for those who ask while it is being made. */
export class SegmentCache {
  private readonly segments = new Map<string, Promise<Buffer>>();

  /** `make` gives null when there is no such segment, which is not kept. */
  get<T extends Promise<Buffer> | null>(name: string, make: () => T): T | Promise<Buffer> {
    const known = this.segments.get(name);
    if (known !== undefined) return known;
    const made = make();
    if (made === null) return made;
    this.segments.set(name, made);
    const oldest = this.segments.keys().next().value;
    if (this.segments.size > MAX_SEGMENTS && oldest !== undefined) this.segments.delete(oldest);
    return made;
  }
}

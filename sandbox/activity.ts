/** One thing that happened behind the phone, as the side panel lists it. Holds no secret and no address. */
export type Activity =
  | {
      readonly kind: 'cloud';
      /** Epoch ms. */
      readonly at: number;
      readonly openid: string;
      readonly action: string;
      readonly ms: number;
      /** `ok`, or the error code of the answer. */
      readonly outcome: string;
    }
  | {
      readonly kind: 'vendor';
      readonly at: number;
      readonly vendor: string;
      /** The vendor's own name of what was asked: method and path. */
      readonly call: string;
      readonly outcome: string;
    };

export interface ActivityLog {
  add(activity: Activity): void;
  /** The newest last. */
  recent(): readonly Activity[];
  /** Tells `listener` of everything new, until the returned function is called. */
  subscribe(listener: (activity: Activity) => void): () => void;
}

const KEPT = 500;

/** Keeps what happened lately and tells whoever watches. */
export function createActivityLog(): ActivityLog {
  let kept: readonly Activity[] = [];
  const listeners = new Set<(activity: Activity) => void>();
  return {
    add(activity) {
      kept = [...kept.slice(1 - KEPT), activity];
      for (const listener of listeners) listener(activity);
    },
    recent: () => kept,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

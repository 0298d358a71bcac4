export interface NetworkState {
  readonly connected: boolean;
  readonly kind: 'wifi' | 'cellular' | 'none' | 'unknown';
}

/** What the phone knows of its network. */
export interface Network {
  current(): NetworkState;
  /** Calls back on every change; the answer ends it. */
  onChange(callback: (state: NetworkState) => void): () => void;
}

/**
 * WeChat tells changes at once but the present state only later, so the state is kept from the first use on. An app
 * that sleeps is told nothing, so it asks again when it wakes. Lives as long as the app.
 */
export function createNetwork(): Network {
  let state: NetworkState = { connected: true, kind: 'unknown' };
  const listeners = new Set<(state: NetworkState) => void>();
  const tell = (next: NetworkState) => {
    state = next;
    for (const listener of [...listeners]) listener(next);
  };
  const ask = () => {
    wx.getNetworkType({
      success({ networkType }) {
        const next = toState(networkType);
        if (next.connected !== state.connected || next.kind !== state.kind) tell(next);
      },
    });
  };
  ask();
  wx.onAppShow(ask);
  wx.onNetworkStatusChange(({ isConnected, networkType }) => {
    tell(isConnected ? toState(networkType) : { connected: false, kind: 'none' });
  });
  return {
    current: () => state,
    onChange(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
  };
}

function toState(type: string): NetworkState {
  if (type === 'none') return { connected: false, kind: 'none' };
  if (type === 'wifi') return { connected: true, kind: 'wifi' };
  return { connected: true, kind: /^\dg$/.test(type) ? 'cellular' : 'unknown' };
}

import mpegts from 'mpegts.js';
import { isGatewayMessage, type GatewayMessage } from '../../wire';

export interface PullEvents {
  onMessage(message: GatewayMessage): void;
  onBytes(bytes: ArrayBuffer): void;
  /** The socket closed; `opened` tells whether the gateway had been reached at all. */
  onClosed(opened: boolean): void;
}

const CONNECTING = 1;
const BUFFERING = 2;
const COMPLETE = 4;
const ENDED = 2006;

type LoaderConstructor = NonNullable<mpegts.Config['customLoader']>;

/** An mpegts.js loader that takes FLV from the gateway, which alone can pull rtmp and tell why a pull failed. */
export function createPullLoader(source: string, events: PullEvents): LoaderConstructor {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there under this name, whatever its types say
  return class PullLoader extends mpegts.BaseLoader {
    private socket: WebSocket | null = null;
    private received = 0;

    constructor() {
      super('kandian-pull');
      this._needStash = false;
    }

    override open(): void {
      this._status = CONNECTING;
      const socket = new WebSocket(`${gateway()}?src=${encodeURIComponent(source)}`);
      socket.binaryType = 'arraybuffer';
      let opened = false;
      socket.onopen = () => (opened = true);
      socket.onmessage = ({ data }) => this.take(data as unknown);
      socket.onclose = () => events.onClosed(opened);
      this.socket = socket;
    }

    override abort(): void {
      const { socket } = this;
      this.socket = null;
      this._status = COMPLETE;
      if (socket === null) return;
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }

    override destroy(): void {
      this.abort();
      super.destroy();
    }

    /** Tells the decoder that no more comes, so that it shows what it has to the last picture. */
    private complete(): void {
      this._status = COMPLETE;
      this.onComplete(0, Math.max(0, this.received - 1));
    }

    private take(data: unknown): void {
      if (typeof data === 'string') {
        const message: unknown = JSON.parse(data);
        if (!isGatewayMessage(message)) return;
        if (message.code === ENDED) this.complete();
        events.onMessage(message);
      } else if (data instanceof ArrayBuffer) {
        this._status = BUFFERING;
        events.onBytes(data);
        const start = this.received;
        this.received += data.byteLength;
        this.onDataArrival(data, start, this.received);
      }
    }
  };
}

const gateway = (): string => `ws://${window.location.host}/__pull`;

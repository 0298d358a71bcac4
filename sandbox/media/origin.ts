import { createSecureContext, TLSSocket } from 'node:tls';
import { Audience, type Shows, type StreamAnswer, type StreamRequest } from './audience';
import { makeCertificate, type Certificate } from './certificate';
import { systemClock, type Clock } from './clock';
import { Door, type StreamFaults } from './door';
import { Feeds } from './feed';
import { HttpStreams, type FileReply, type FileRequest, type StreamServices } from './http-streams';
import type { Line } from './line';
import { serveRtmp } from './rtmp-streams';
import type { CameraPicture } from './scene';

export type { Shows, StreamAnswer, StreamRequest } from './audience';
export type { StreamFaults } from './door';
export type { FileReply, FileRequest } from './http-streams';
export type { CameraPicture } from './scene';

export interface OriginOptions {
  /** Decides about each pull; for HLS about each fetch, always with the playlist's path. */
  readonly answer: (request: StreamRequest) => StreamAnswer;
  /** Answers HTTP GETs of whatever is no stream; null is 404, and so is all of it when left out. */
  readonly file?: (request: FileRequest) => FileReply | null;
  /** Serve HTTPS as well, with a certificate made now. */
  readonly tls?: boolean;
  readonly clock?: Clock;
}

/** A streaming server on loopback: the same cameras over RTMP, HTTP-FLV, WebSocket-FLV and HLS. */
export interface Origin {
  /** `http://127.0.0.1:port`, for HTTP-FLV, WebSocket-FLV and HLS. */
  readonly http: string;
  /** `rtmp://127.0.0.1:port`. */
  readonly rtmp: string;
  readonly https: string | null;
  /** PEM of the self-signed certificate. */
  readonly certificate: string | null;
  viewers(): number;
  /** Replaces all faults; `{}` clears them. */
  setFaults(faults: StreamFaults): void;
  /** Ends running streams with a TCP reset, all or those that match. */
  cut(match?: (camera: CameraPicture, shows: Shows) => boolean): void;
  close(): Promise<void>;
}

/** Opens the ports. Rejects when the machine has none left. */
export async function startOrigin({ answer, file, tls = false, clock = systemClock }: OriginOptions): Promise<Origin> {
  const audience = new Audience(clock);
  const services: StreamServices = { answer, audience, feeds: new Feeds(clock), clock, ...(file && { file }) };
  const streams = new HttpStreams(services);
  const http = await Door.open((line) => streams.accept(line, line));
  const rtmp = await Door.open((line) => serveRtmp(line, services));
  const secret = tls ? await makeCertificate(clock.now()) : null;
  const https = secret === null ? null : await Door.open(secured(secret, streams));
  const doors = [http, rtmp, ...(https === null ? [] : [https])];
  return {
    http: `http://${http.host}`,
    rtmp: `rtmp://${rtmp.host}`,
    https: https === null ? null : `https://${https.host}`,
    certificate: secret?.certificate ?? null,
    viewers: () => audience.size,
    setFaults: (faults) => doors.forEach((door) => door.setFaults(faults)),
    cut: (match = () => true) => audience.cut(match),
    async close() {
      streams.close();
      await Promise.all(doors.map((door) => door.close()));
    },
  };
}

/** Puts TLS between the line and the streams, by hand, so that faults still act on the line below. */
function secured({ key, certificate }: Certificate, streams: HttpStreams): (line: Line) => void {
  const secureContext = createSecureContext({ key, cert: certificate });
  return (line) => {
    const connection = new TLSSocket(line, { isServer: true, secureContext });
    connection.on('error', () => line.destroy());
    streams.accept(connection, line);
  };
}

import type { WatchableAnswer } from './audience';
import type { StreamServices } from './http-streams';
import type { Line } from './line';
import type { MediaPacket } from './packet';
import { RtmpSession } from './rtmp-session';
import { show } from './viewing';

/** A connection that asks for no stream is closed. */
const ASK_WITHIN_MS = 10_000;

const REFUSALS = {
  forbidden: { code: 'NetStream.Play.Failed', description: 'The address is not valid.' },
  'not-found': { code: 'NetStream.Play.StreamNotFound', description: 'There is no such stream.' },
} as const;

/** Plays streams over one RTMP connection. */
export function serveRtmp(line: Line, services: StreamServices): void {
  let leave: () => void = () => undefined;
  const cancelDeadline = services.clock.after(ASK_WITHIN_MS, () => line.destroy());
  const stop = (): void => {
    cancelDeadline();
    leave();
    leave = () => undefined;
  };
  const session = new RtmpSession(line, {
    onPlay(asked) {
      stop();
      const answer = services.answer({ protocol: 'rtmp', ...asked });
      if (answer.kind === 'refused') {
        const { code, description } = REFUSALS[answer.reason];
        session.refuse(code, description);
        return;
      }
      session.accept();
      leave = play(answer, { line, session }, services);
    },
    onStop: stop,
  });
}

function play(
  answer: WatchableAnswer,
  { line, session }: { line: Line; session: RtmpSession },
  services: StreamServices,
): () => void {
  const connection = {
    deliver: (packet: MediaPacket) => {
      if (line.writable) line.write(packet.rtmp);
    },
    backlog: () => line.writableLength,
    end: () => session.finish(),
    cut: () => line.reset(),
  };
  return show(answer, connection, services);
}

import type { LiveAnswer } from './audience';
import type { StreamServices } from './http-streams';
import type { Line } from './line';
import { RtmpSession } from './rtmp-session';

/** A connection that asks for no stream is closed. */
const ASK_WITHIN_MS = 10_000;

const REFUSALS = {
  forbidden: { code: 'NetStream.Play.Failed', description: 'The address is not valid.' },
  'not-found': { code: 'NetStream.Play.StreamNotFound', description: 'There is no such stream.' },
} as const;

/** Plays live streams over one RTMP connection. */
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
      leave = join(answer, line, services);
    },
    onStop: stop,
  });
}

function join(answer: LiveAnswer, line: Line, { feeds, audience }: StreamServices): () => void {
  const leaveFeed = feeds.of(answer.camera, answer.quality, answer.from).join({
    deliver: (packet) => {
      if (line.writable) line.write(packet.rtmp);
    },
    backlog: () => line.writableLength,
  });
  const leaveAudience = audience.enter(answer, () => line.reset());
  return () => {
    leaveFeed();
    leaveAudience();
  };
}

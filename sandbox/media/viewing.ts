import type { Audience, RecordedAnswer, WatchableAnswer } from './audience';
import type { Clock } from './clock';
import type { Feeds } from './feed';
import { Replay, type ReplayViewer } from './replay';

/** A player's connection. */
export interface Connection extends ReplayViewer {
  /** Ends the stream abruptly. */
  cut(): void;
}

export interface Stage {
  readonly audience: Audience;
  readonly feeds: Feeds;
  readonly clock: Clock;
}

/** Shows a stream to a player and counts it in; the returned function ends and counts out, once. */
export function show(answer: WatchableAnswer, connection: Connection, { audience, feeds, clock }: Stage): () => void {
  const replay = (recorded: RecordedAnswer) => {
    const run = new Replay(recorded, connection, clock);
    return () => run.stop();
  };
  const stop = answer.kind === 'live' ? feeds.of(answer.camera, answer.quality).join(connection) : replay(answer);
  const leave = audience.enter(answer, () => connection.cut());
  return () => {
    stop();
    leave();
  };
}

/** A refusal: HTTP 200 with an errno that means something else on another endpoint, so the text tells them apart. */
export class Refusal extends Error {
  constructor(
    readonly errno: number,
    message: string,
  ) {
    super(message);
  }
}

/** The five errnos that the guide's later edition lists for play_address; 1 and 2 serve every endpoint here. */
export const refusals = {
  parameter: (name: string) => new Refusal(1, `parameter error: ${name}`),
  channelMissing: () => new Refusal(3, 'channel does not exist'),
  deviceOffline: () => new Refusal(4, 'device offline'),
  /** The text observed on the vendor's hosts; the same errno as a missing channel. */
  unauthenticated: () => new Refusal(3, 'token鉴权失败'),
} as const;

/** What stands beside `errno` and `error`: the guide uses `data`, `result` or a bare field, by endpoint. */
export type Success = Readonly<Record<string, unknown>>;

export const success = (payload: Success): object => ({ errno: 0, error: 'succ', ...payload });
export const refusal = ({ errno, message }: Refusal): object => ({ errno, error: message });

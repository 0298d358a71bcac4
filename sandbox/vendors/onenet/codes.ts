/** A refusal: HTTP 200 with an errno that means something else on another endpoint, so the text tells them apart. */
export class Refusal extends Error {
  constructor(
    readonly errno: number,
    message: string,
    /** HTTP status; object storage alone uses others than 200. */
    readonly status: number = 200,
  ) {
    super(message);
  }
}

/**
 * The five errnos that the guide's later edition lists for play_address; 1, 2 and 5 serve every endpoint here. The guide
 * says "an error" without a number for a picture name taken and for a recording that runs already: 1 with those words.
 */
export const refusals = {
  parameter: (name: string) => new Refusal(1, `parameter error: ${name}`),
  pictureExists: () => new Refusal(1, 'picture name already exists'),
  alreadyRecording: () => new Refusal(1, 'already recording'),
  notRecording: () => new Refusal(1, 'not recording'),
  authInfoTaken: () => new Refusal(1, 'auth_info already exists'),
  missing: (what: string) => new Refusal(1, `${what} not exist`),
  channelMissing: () => new Refusal(3, 'channel does not exist'),
  deviceOffline: () => new Refusal(4, 'device offline'),
  cameraClosed: () => new Refusal(5, 'camera is closed'),
  channelExists: () => new Refusal(16, 'The channel already exists,cannot add again!'),
  channelUnavailable: () => new Refusal(17, 'This channel is not available under this device!'),
  /** The text observed on the vendor's hosts; the same errno as a missing channel. */
  unauthenticated: () => new Refusal(3, 'token鉴权失败'),
} as const;

/** Words of section 15's table. */
const STORAGE_WORDS: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'auth failed',
  403: 'access deny',
  404: 'resource not found',
  405: 'method not allow',
  413: 'resource size is too big',
  500: 'system internal error',
  502: 'bad gateway',
  503: 'service unavailable',
  504: 'gateway timeout',
  1001: 'invalid name, excluding special characters',
  1002: 'invalid name, maximum limit is 256',
  1003: 'invalid desc, maximum limit is 1024',
};

/** A refusal of object storage. HTTP knows no status 1001: the guide's later edition has 400 for those. */
export const storageRefusal = (code: number): Refusal =>
  new Refusal(code, STORAGE_WORDS[code] ?? 'unlisted', code >= 1000 ? 400 : code);

const WORDS: Readonly<Record<number, string>> = {
  1: 'parameter error',
  2: 'internal server error',
  3: 'channel does not exist',
  4: 'device offline',
  5: 'device data error',
  16: refusals.channelExists().message,
  17: refusals.channelUnavailable().message,
};

/** The refusal of an errno that was asked for; 3 is about the key where no channel is spoken of. */
export function injectedRefusal(errno: number, path: string): Refusal {
  if (errno === 3 && path.startsWith('/devices')) return refusals.unauthenticated();
  return new Refusal(errno, WORDS[errno] ?? 'unlisted');
}

/** What stands beside `errno` and `error`: the guide uses `data`, `result` or a bare field, by endpoint. */
export type Success = Readonly<Record<string, unknown>>;

export const success = (payload: Success): object => ({ errno: 0, error: 'succ', ...payload });
export const refusal = ({ errno, message }: Refusal): object => ({ errno, error: message });

/** A refusal with one of the platform's own codes; the SDK throws it again at the caller. */
export class CloudFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'CloudFailure';
  }
}

/** Refuses something the platform may know and this sandbox does not, by name. */
export function unsupported(what: string): CloudFailure {
  return new CloudFailure('INVALID_PARAM', `the sandbox does not support ${what}`);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What an endpoint below `/__sandbox/` answers, as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

/** What the host tells an instance to do. */
export interface RunMessage {
  /** JSON, as the platform delivers it. */
  readonly event: string;
  readonly context: FunctionContext;
  /** Variables of this call only. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Second argument of `exports.main`, in the platform's own spelling. */
export interface FunctionContext {
  readonly request_id: string;
  readonly function_name: string;
  readonly function_version: '$LATEST';
  readonly namespace: string;
  readonly time_limit_in_ms: number;
  readonly memory_limit_in_mb: number;
  /** JSON of the variables of this call. */
  readonly environment: string;
}

export type InstanceMessage =
  /** The function's module is loaded. */
  | { readonly kind: 'ready' }
  /** `result` is JSON. */
  | { readonly kind: 'done'; readonly result: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface WorkerData {
  readonly entry: string;
}

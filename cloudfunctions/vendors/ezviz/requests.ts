import type { HttpRequest } from '../../core/ports';

export type Params = Readonly<Record<string, string | number>>;

/** One call of the API. */
export interface EzvizCall {
  /** What follows `/api/lapp/`; for the newer families, which begin with a slash, all of it. */
  readonly path: string;
  readonly params?: Params;
  readonly kind: HttpRequest['kind'];
  /** Makes it a multipart form. */
  readonly file?: FormFile;
  readonly timeoutMs?: number;
}

export interface FormFile {
  readonly field: string;
  readonly fileName: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Newer families take the token in a header, the rest in the query, and answer in another envelope. */
export const isNewer = ({ path }: Pick<EzvizCall, 'path'>): boolean => path.startsWith('/');

export const labelOf = ({ path }: Pick<EzvizCall, 'path'>): string => `ezviz ${path.replace(/^\/api\//, '')}`;

/** The body of a call: the vendor signs nothing, so the encoding is all there is to it. */
export function formOf(params: Params): string {
  return new URLSearchParams(pairsOf(params)).toString();
}

/** `credentials` are the token, or in the call for one the keys. */
export async function toRequest(baseUrl: string, call: EzvizCall, credentials: Params): Promise<HttpRequest> {
  const { kind, timeoutMs, params = {} } = call;
  const common = { kind, label: labelOf(call), ...(timeoutMs !== undefined && { timeoutMs }) };
  if (isNewer(call)) {
    const headers = Object.fromEntries(pairsOf(credentials));
    return { ...common, method: 'GET', url: `${baseUrl}${call.path}?${formOf(params)}`, headers };
  }
  const fields = { ...credentials, ...params };
  const form =
    call.file === undefined
      ? { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: formOf(fields) }
      : await multipartOf(fields, call.file);
  return { ...common, method: 'POST', url: `${baseUrl}/api/lapp/${call.path}`, ...form };
}

async function multipartOf(fields: Params, file: FormFile) {
  const form = new FormData();
  for (const [name, value] of pairsOf(fields)) form.append(name, value);
  form.append(file.field, new Blob([Uint8Array.from(file.bytes)], { type: file.type }), file.fileName);
  const encoded = new Response(form); // chooses the boundary and writes the parts
  return {
    headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
}

const pairsOf = (params: Params): [string, string][] =>
  Object.entries(params).map(([name, value]) => [name, String(value)]);

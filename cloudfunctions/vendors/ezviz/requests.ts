import type { HttpRequest } from '../../core/ports';

export type Params = Readonly<Record<string, string | number>>;

/** One call of the API. */
export interface EzvizCall {
  /** What follows `/api/lapp/`; for the newer families, which begin with a slash, all of it. */
  readonly path: string;
  readonly params?: Params;
  readonly kind: HttpRequest['kind'];
  /** How a call of the newer families differs from the plain one. */
  readonly shape?: NewerShape;
  /** Makes it a multipart form. */
  readonly file?: FormFile;
  readonly timeoutMs?: number;
}

/** The plain one is a GET with its parameters in the query, and the token in a header. */
export interface NewerShape {
  /** Sends the parameters as a form. */
  readonly method?: 'POST';
  /** What the call names in headers beside the token. */
  readonly headers?: Params;
  /** Where the guide wants the token, if not in a header. */
  readonly token?: 'query';
  /** An id that ends the path; it stands in no label. */
  readonly id?: string;
}

export interface FormFile {
  readonly field: string;
  readonly fileName: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Newer families have calls of many shapes, and answer in another envelope. */
export const isNewer = ({ path }: Pick<EzvizCall, 'path'>): boolean => path.startsWith('/');

/** Without the version within the path. */
export const labelOf = ({ path }: Pick<EzvizCall, 'path'>): string =>
  `ezviz ${path.replace(/^\/api\//, '').replace(/\/v\d+\//, '/')}`;

/** The body of a call: the vendor signs nothing, so the encoding is all there is to it. */
export function formOf(params: Params): string {
  return new URLSearchParams(pairsOf(params)).toString();
}

/** `credentials` are the token, or in the call for one the keys. */
export async function toRequest(baseUrl: string, call: EzvizCall, credentials: Params): Promise<HttpRequest> {
  const { kind, timeoutMs, params = {} } = call;
  const common = { kind, label: labelOf(call), ...(timeoutMs !== undefined && { timeoutMs }) };
  if (isNewer(call)) return { ...common, ...newerRequest(baseUrl, call, credentials) };
  const fields = { ...credentials, ...params };
  const form =
    call.file === undefined ? { headers: FORM_HEADERS, body: formOf(fields) } : await multipartOf(fields, call.file);
  return { ...common, method: 'POST', url: `${baseUrl}/api/lapp/${call.path}`, ...form };
}

type Exchange = Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>;

function newerRequest(baseUrl: string, { path, shape = {}, params = {} }: EzvizCall, credentials: Params): Exchange {
  const { method = 'GET', id, token = 'header' } = shape;
  const isForm = method === 'POST';
  const query = formOf({ ...(token === 'query' && credentials), ...(!isForm && params) });
  const address = `${baseUrl}${path}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
  const named = Object.fromEntries(pairsOf({ ...(token === 'header' && credentials), ...shape.headers }));
  return {
    method,
    url: query === '' ? address : `${address}?${query}`,
    headers: isForm ? { ...named, ...FORM_HEADERS } : named,
    ...(isForm && { body: formOf(params) }),
  };
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

const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded' };

const pairsOf = (params: Params): [string, string][] =>
  Object.entries(params).map(([name, value]) => [name, String(value)]);

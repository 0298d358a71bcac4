import type { SimContext } from '../simulator';
import { Bytes, type Call, type Endpoint, type Endpoints } from './call';
import { storageRefusal, type Success } from './codes';
import { cutPage } from './fields';
import { PRODUCT_ID } from './keys';

interface Stored {
  readonly name: string;
  readonly desc: string;
  readonly at: number;
  readonly content: Buffer;
}

const MOST_BYTES = 8 * 1024 * 1024;
const MOST_NAME = 256;
const MOST_DESC = 1024;
/** Which characters are special is not said: all but letters, digits, blank, dot, dash and underscore. */
const NAME = /^[\p{L}\p{N} ._-]+$/u;
const PAGE_SIZE = 50;
const METHODS = { upload: 'PUT', download: 'GET', delete: 'DELETE', list: 'GET' } as const;
const EVERY_METHOD = ['GET', 'PUT', 'POST', 'DELETE'];

/** Section 15: files of the product, with codes of their own; success is 200 for upload and delete, 0 for the list. */
export function objectEndpoints(context: SimContext): Endpoints {
  const objects = new Map<string, Stored>();
  const find = (query: URLSearchParams): Stored => {
    const stored = objects.get(nameOf(query));
    if (!stored) throw storageRefusal(404);
    return stored;
  };
  const upload = ({ query, request: { body } }: Call): Success => {
    const name = nameOf(query);
    const desc = query.get('desc') ?? '';
    if (desc.length > MOST_DESC) throw storageRefusal(1003);
    if (body.length > MOST_BYTES) throw storageRefusal(413);
    objects.set(name, { name, desc, at: context.now(), content: body });
    return { errno: 200 };
  };
  const remove = ({ query }: Call): Success => {
    objects.delete(find(query).name);
    return { errno: 200 };
  };
  const runs: Readonly<Record<keyof typeof METHODS, Endpoint['run']>> = {
    upload,
    download: ({ query }) => new Bytes('application/octet-stream', find(query).content),
    delete: remove,
    list: ({ query }) => list(query, [...objects.values()]),
  };
  const endpoints: Record<string, Endpoint> = {};
  for (const [name, run] of Object.entries(runs)) {
    for (const method of EVERY_METHOD) {
      const isRight = Object.entries(METHODS).some(([one, right]) => one === name && right === method);
      endpoints[`${method} /ipc/video/file/${name}`] = {
        access: 'storage',
        run: isRight ? inProduct(run) : wrongMethod,
      };
    }
  }
  return endpoints;
}

const wrongMethod = (): never => {
  throw storageRefusal(405);
};

const inProduct =
  (run: Endpoint['run']): Endpoint['run'] =>
  (call) => {
    const product = call.query.get('product_id');
    if (!product) throw storageRefusal(400);
    if (product !== PRODUCT_ID) throw storageRefusal(403);
    return run(call);
  };

function nameOf(query: URLSearchParams): string {
  const name = query.get('name');
  if (!name) throw storageRefusal(400);
  if (name.length > MOST_NAME) throw storageRefusal(1002);
  if (!NAME.test(name)) throw storageRefusal(1001);
  return name;
}

/** `name` narrows the list; no page can be asked for. */
function list(query: URLSearchParams, objects: readonly Stored[]): Success {
  const name = query.get('name');
  const found = objects.filter((stored) => name === null || stored.name === name);
  const { rows, page_info } = cutPage(found, 1, PAGE_SIZE);
  const data = rows.map((stored) => ({
    product_id: Number(PRODUCT_ID),
    name: stored.name,
    size: stored.content.length,
    date: Math.floor(stored.at / 1000),
    desc: stored.desc,
  }));
  return { data, page_info };
}

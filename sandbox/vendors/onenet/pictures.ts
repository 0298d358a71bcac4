import { randomUUID } from 'node:crypto';
import { takeStill, type SimContext } from '../simulator';
import { Bytes, type Call, type Endpoints } from './call';
import type { Camera } from './cameras';
import { refusals, type Success } from './codes';
import { integer, paged, required } from './fields';
import type { Channel, Registry } from './registry';

type Format = 'jpg' | 'png';

interface Picture {
  /** Its part of the address. */
  readonly id: string;
  readonly channel: Channel;
  readonly name: string;
  readonly format: Format;
  readonly desc: string;
  /** Epoch ms. */
  readonly at: number;
  readonly content: Buffer;
}

const FORMATS: readonly Format[] = ['jpg', 'png'];
const TYPES = { jpg: 'image/jpeg', png: 'image/png' } as const satisfies Record<Format, string>;
const LATEST_SECOND = 99_999_999_999;

interface PictureParts {
  readonly context: SimContext;
  readonly registry: Registry;
  readonly camera: (channel: Channel) => Camera;
}

/** Section 5: pictures by name, kept with their channel. The address of one needs no key. */
export function createPictures({ context, registry, camera }: PictureParts) {
  const shelves = new WeakMap<Channel, Map<string, Picture>>();
  const byId = new Map<string, WeakRef<Picture>>();
  const of = (channel: Channel): Map<string, Picture> => {
    const shelf = shelves.get(channel) ?? new Map<string, Picture>();
    shelves.set(channel, shelf);
    return shelf;
  };
  const keep = (facts: Omit<Picture, 'id' | 'at'>): void => {
    const picture = { ...facts, id: randomUUID(), at: context.now() };
    of(facts.channel).set(facts.name, picture);
    byId.set(picture.id, new WeakRef(picture));
  };
  const find = (query: URLSearchParams): Picture => {
    const picture = of(registry.channel(query)).get(required(query, 'name'));
    if (!picture) throw refusals.missing('picture');
    return picture;
  };
  const describe = ({ id, format, content, at, name, desc }: Picture): object => {
    const url = `${context.baseUrl()}/ipc/video/picture/${id}.${format}`;
    return { format, size: content.length, date: Math.floor(at / 1000), name, desc, url };
  };
  const fetch = ({ part }: Call): Bytes => {
    const picture = byId.get(part.replace(/\.\w+$/, ''))?.deref();
    const isThere = picture && registry.lookUp(picture.channel.device.id, picture.channel.camera.channel);
    if (!picture || isThere !== picture.channel) throw refusals.missing('picture');
    return new Bytes(TYPES[picture.format], picture.content);
  };
  const endpoints: Endpoints = {
    'PUT /ipc/video/picture/upload': { access: 'key', run: (call) => upload(call, { registry, of, keep }) },
    'GET /ipc/video/picture/get_list': {
      access: 'key',
      run: ({ query }) => {
        const { rows, page_info } = paged(inSpan([...of(registry.channel(query)).values()], query), query);
        return { data: rows.map(describe), page_info };
      },
    },
    'GET /ipc/video/picture/get_info': { access: 'key', run: ({ query }) => ({ data: describe(find(query)) }) },
    'DELETE /ipc/video/picture/delete_pictrue': {
      access: 'key',
      run: ({ query }) => {
        const { channel, name, id } = find(query);
        of(channel).delete(name);
        byId.delete(id);
        return {};
      },
    },
    'GET /ipc/video/picture/{url}': { access: 'anybody', run: fetch },
  };
  return {
    endpoints,
    /** Keeps a still of now under a name of its own, as a camera does on command 32. */
    take: (channel: Channel): string => {
      const name = `snapshot-${randomUUID()}`;
      const now = context.now();
      const content = takeStill(channel.camera, camera(channel).look(now), now);
      keep({ channel, name, format: 'jpg', desc: 'snapshot', content });
      return name;
    },
  };
}

interface Shelf {
  readonly registry: Registry;
  readonly of: (channel: Channel) => ReadonlyMap<string, Picture>;
  readonly keep: (facts: Omit<Picture, 'id' | 'at'>) => void;
}

function upload({ query, request: { body } }: Call, { registry, of, keep }: Shelf): Success {
  const channel = registry.channel(query);
  const name = required(query, 'name');
  const format = FORMATS.find((known) => known === query.get('format'));
  if (!format) throw refusals.parameter('format');
  if (body.length === 0) throw refusals.parameter('body');
  if (of(channel).has(name)) throw refusals.pictureExists();
  keep({ channel, name, format, desc: query.get('desc') ?? '', content: body });
  return {};
}

/** `start_time` and `end_time` are unix seconds, both included. */
function inSpan(pictures: readonly Picture[], query: URLSearchParams): readonly Picture[] {
  const from = integer(query, 'start_time', { least: 0, most: LATEST_SECOND, fallback: 0 });
  const to = integer(query, 'end_time', { least: 0, most: LATEST_SECOND, fallback: LATEST_SECOND });
  return pictures.filter(({ at }) => Math.floor(at / 1000) >= from && Math.floor(at / 1000) <= to);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the parser of templates tells of one element. */
interface WxmlNode {
  readonly type: string;
  readonly name?: string;
  readonly children?: readonly WxmlNode[];
  readonly startTag?: { readonly attributes: readonly { readonly key: string; readonly value: string | null }[] };
}

interface Parser {
  parse(template: string): { readonly body: readonly WxmlNode[]; readonly errors: readonly unknown[] };
}

interface Part {
  readonly where: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const ROOT = join(__dirname, '../../miniprogram');
const { parse } = jest.requireActual<Parser>('@wxml/parser');

const TOUCH = /^(capture-)?(bind|catch):?(tap|longpress|longtap|touchstart|touchmove|touchend|touchcancel)$/;
/** Listens to every finger on the page and answers to none. */
const WATCHES = 'capture-bind:touchstart';
/** WeChat's and Vant's own, which say what they are. */
const SPEAKS_FOR_ITSELF: ReadonlySet<string> = new Set(['button', 'van-button']);

const partsOf = (file: string, nodes: readonly WxmlNode[]): readonly Part[] =>
  nodes.flatMap((node) => {
    const attributes = new Map(node.startTag?.attributes.map(({ key, value }) => [key, value ?? '']));
    const own = node.type === 'WXElement' ? [{ where: `${file}: <${node.name ?? ''}>`, attributes }] : [];
    return [...own, ...partsOf(file, node.children ?? [])];
  });

const parts = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.wxml') && !file.startsWith('miniprogram_npm'))
  .flatMap((file) => partsOf(file, parse(readFileSync(join(ROOT, file), 'utf8')).body));

const touchesOf = ({ attributes }: Part): readonly string[] =>
  [...attributes.keys()].filter((key) => TOUCH.test(key) && key !== WATCHES);
const nameOfTag = ({ where }: Part): string => /<(.*)>/.exec(where)?.[1] ?? '';

const pressed = parts.filter((part) => touchesOf(part).length > 0);

test('whatever answers to a finger says what it is', () => {
  const silent = pressed.filter((part) => !part.attributes.get('aria-role') && !SPEAKS_FOR_ITSELF.has(nameOfTag(part)));

  expect(pressed.length).toBeGreaterThan(150);
  expect(silent.map(({ where, attributes }) => `${where} ${attributes.get('class') ?? ''}`)).toEqual([]);
});

test('what is held or dragged can be tapped as well', () => {
  const held = pressed.filter((part) => !touchesOf(part).some((key) => key.endsWith('tap')));

  // The first turns into a button of taps on request (talk-pad), the other has buttons beside it (timeline).
  expect(held.map(({ where }) => where).sort()).toEqual([
    'live/components/talk-pad/talk-pad.wxml: <view>',
    'playback/components/timeline/timeline.wxml: <view>',
  ]);
});

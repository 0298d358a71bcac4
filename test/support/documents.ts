import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '../..');
/** What is made, fetched or kept by somebody else. */
const NOT_OURS = new Set(['node_modules', 'miniprogram_npm', 'dist', 'out', 'coverage', '.git', '.data']);

/** A fenced block of a document. */
export interface Block {
  /** The first word behind the fence. */
  readonly language: string;
  /** What follows it: what the block is a sample of. */
  readonly subject: string;
  /** Without the indent of the fence. */
  readonly text: string;
  /** Where it begins, as `path:line`. */
  readonly place: string;
}

export interface Document {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text without its blocks. */
  readonly prose: string;
}

/** Every file of the project, from its root. */
export const files: readonly string[] = listFiles(ROOT).sort();

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [relative(ROOT, path)];
  });
}

/** Every document that is written for people. */
export const documents: readonly Document[] = files.filter((path) => path.endsWith('.md')).map(readDocument);

/** The document of this path; throws where there is none. */
export function documentOf(path: string): Document {
  const found = documents.find((document) => document.path === path);
  if (found) return found;
  throw new Error(`no document ${path}`);
}

function readDocument(path: string): Document {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { readonly indent: string; readonly info: string; readonly line: number; lines: string[] } | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', info] = /^( *)```(.*)$/.exec(line) ?? [];
    if (info === undefined) {
      if (open) open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
      else prose.push(line);
    } else if (open) {
      const [language = '', ...subject] = open.info.trim().split(/\s+/);
      const place = `${path}:${open.line}`;
      blocks.push({ language, subject: subject.join(' '), text: open.lines.join('\n'), place });
      open = null;
    } else {
      open = { indent, info, line: index + 1, lines: [] };
    }
  }
  if (open) throw new Error(`${path}:${open.line}: a block without an end`);
  return { path, text, blocks, prose: prose.join('\n') };
}

/** What stands between back quotes in a document's prose. */
export const spansOf = ({ prose }: Document): readonly string[] =>
  [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);

/** Where a document's links lead to. */
export const linksOf = ({ prose }: Document): readonly string[] =>
  [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = '']) => link);

/** The anchors that a document's headings have on the web. */
export const anchorsOf = ({ prose }: Document): readonly string[] =>
  [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** The part of a document below the heading of this name, up to the next one of the same depth. */
export function sectionOf({ text, path }: Document, heading: string): string {
  const sections = text.split(/^## /m);
  const found = sections.find((section) => section.startsWith(`${heading}\n`));
  if (found !== undefined) return found;
  throw new Error(`${path} has no section ${heading}`);
}

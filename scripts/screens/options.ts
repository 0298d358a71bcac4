import { parseArgs } from 'node:util';
import { WrongSetting } from '../wrong-setting';

/** How the mini-program looks on one phone. */
export interface Look {
  /** Of the screen, px. */
  readonly width: number;
  readonly height: number;
  readonly language: 'zh_CN' | 'en';
  readonly dark: boolean;
  /** 1.4 is WeChat's large type. */
  readonly typeScale: number;
}

export interface ScreensOptions {
  readonly looks: readonly Look[];
  /** Only pages with this in their path; empty for all. */
  readonly only: string;
}

export const HELP = `npm run screens -- [options]: pictures of every page in out/screens, and a sheet of each look
  --widths LIST     widths of the phone in px, by commas (default 375; also 320, 430, 768 …)
  --languages LIST  zh, en or both (default zh,en)
  --themes LIST     light, dark or both (default light,dark)
  --type N          how large letters are, 1 to 1.4 (default 1; 1.4 is WeChat's large type and care mode)
  --landscape       the phone lies on its side
  --only TEXT       only pages with this in their path
  --help            these lines`;

const HEIGHTS = [
  { upTo: 320, height: 568 },
  { upTo: 599, height: 812 },
  { upTo: 899, height: 1_024 },
];
/** Of a tablet that is larger than those. */
const MOST_HEIGHT = 1_366;
const WIDTHS = { least: 280, most: 1_024 };
const TYPES = { least: 1, most: 1.4 };

/** Reads the command line: every width in every language and theme. Null when only the help is wanted. */
export function readScreensOptions(args: readonly string[]): ScreensOptions | null {
  const { values } = parse(args);
  if (values.help) return null;
  const widths = listOf(values.widths).map((text) => numberOf('--widths', text, WIDTHS));
  const languages = listOf(values.languages).map((text) => wordOf('--languages', text, LANGUAGES));
  const themes = listOf(values.themes).map((text) => wordOf('--themes', text, THEMES));
  const typeScale = numberOf('--type', values.type, TYPES);
  const looks = widths.flatMap((side) =>
    languages.flatMap((language) =>
      themes.map((dark): Look => ({ ...sidesOf(side, values.landscape), language, dark, typeScale })),
    ),
  );
  return { looks, only: values.only };
}

/** `375-zh-dark`, for a folder. */
export function lookName({ width, height, language, dark, typeScale }: Look): string {
  const sides = width > height ? [`${height}`, 'landscape'] : [`${width}`];
  const type = typeScale === 1 ? [] : [`type${typeScale}`];
  return [...sides, language.slice(0, 2), dark ? 'dark' : 'light', ...type].join('-');
}

const LANGUAGES = { zh: 'zh_CN', en: 'en' } as const;
const THEMES = { light: false, dark: true } as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        widths: { type: 'string', default: '375' },
        languages: { type: 'string', default: 'zh,en' },
        themes: { type: 'string', default: 'light,dark' },
        type: { type: 'string', default: '1' },
        landscape: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new WrongSetting(error instanceof Error ? error.message : String(error));
  }
}

const listOf = (text: string): readonly string[] => text.split(',').map((part) => part.trim());

function numberOf(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const value = text === '' ? NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new WrongSetting(`${name} takes numbers from ${least} to ${most}, not "${text}"`);
}

function wordOf<K extends string, V>(name: string, text: string, words: Readonly<Record<K, V>>): V {
  const found = Object.entries<V>(words).find(([word]) => word === text);
  if (found) return found[1];
  throw new WrongSetting(`${name} takes ${Object.keys(words).join(' or ')}, not "${text}"`);
}

function sidesOf(side: number, landscape: boolean): Pick<Look, 'width' | 'height'> {
  const height = HEIGHTS.find(({ upTo }) => side <= upTo)?.height ?? MOST_HEIGHT;
  return landscape ? { width: height, height: side } : { width: side, height };
}

import type { Element as GlassElement } from 'glass-easel';
import { behaviorOf } from '../elements/define';
import { domOf } from '../glass/backend';
import { isInstance, queryIn, type Instance } from '../glass/instance';
import { reportUnimplemented } from '../report';
import type { PageStack } from '../pages/stack';
import type { Page } from '../pages/page';

export interface QueryFields {
  readonly id?: boolean;
  readonly dataset?: boolean;
  readonly mark?: boolean;
  readonly rect?: boolean;
  readonly size?: boolean;
  readonly scrollOffset?: boolean;
  readonly properties?: readonly string[];
  readonly computedStyle?: readonly string[];
  readonly context?: boolean;
  readonly node?: boolean;
}

type Answer = Record<string, unknown>;
type Callback = (answer: unknown) => void;

interface Question {
  readonly scope: Instance;
  /** Null asks about the page itself. */
  readonly selector: string | null;
  readonly all: boolean;
  readonly fields: QueryFields;
  readonly callback: Callback | undefined;
}

/** `wx.createSelectorQuery()`. Answers come in the order of the questions, after the running script. */
export class SelectorQuery {
  private questions: Question[] = [];

  constructor(
    private readonly stack: PageStack,
    private scope: Instance | null,
  ) {}

  in(component: unknown): this {
    if (isInstance(component)) this.scope = component;
    return this;
  }

  select(selector: string): NodesRef {
    return new NodesRef(this, selector, false);
  }

  selectAll(selector: string): NodesRef {
    return new NodesRef(this, selector, true);
  }

  selectViewport(): NodesRef {
    return new NodesRef(this, null, false);
  }

  exec(callback?: (answers: unknown[]) => void): this {
    const questions = this.questions;
    this.questions = [];
    setTimeout(() => {
      const answers = questions.map((question) => this.answer(question));
      questions.forEach((question, index) => question.callback?.(answers[index]));
      callback?.(answers);
    }, 0);
    return this;
  }

  /** Called by NodesRef. */
  ask(selector: string | null, all: boolean, fields: QueryFields, callback: Callback | undefined): this {
    const scope = this.scope ?? this.stack.top.instance;
    this.questions.push({ scope, selector, all, fields, callback });
    return this;
  }

  private answer({ scope, selector, all, fields }: Question): unknown {
    const page = pageOf(scope, this.stack);
    if (selector === null) return describePage(page, fields);
    const found = queryIn(scope, selector).map((element) => describe(element, page, fields));
    return all ? found : (found[0] ?? null);
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly selector: string | null,
    private readonly all: boolean,
  ) {}

  fields(fields: QueryFields, callback?: Callback): SelectorQuery {
    return this.query.ask(this.selector, this.all, fields, callback);
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  context(callback?: Callback): SelectorQuery {
    return this.fields({ context: true }, callback);
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback);
  }

  ref(): never {
    throw new Error(reportUnimplemented('NodesRef.ref'));
  }
}

/** The page that a component is part of. */
export function pageOf(scope: Instance, stack: PageStack): Page {
  const dom = domOf(scope._$) ?? scope._$.getShadowRoot()?.childNodes.map((node) => node.getBackendElement())[0];
  const frame = dom instanceof Element ? dom.closest('.page-window') : null;
  return stack.all.find((page) => page.window.element === frame) ?? stack.top;
}

function describePage({ window: { scroller } }: Page, fields: QueryFields): Answer {
  const { clientWidth: width, clientHeight: height, scrollTop, scrollLeft, scrollWidth, scrollHeight } = scroller;
  return {
    ...(fields.id === true && { id: '' }),
    ...(fields.dataset === true && { dataset: {} }),
    ...(fields.rect === true && { left: 0, top: 0, right: width, bottom: height }),
    ...(fields.size === true && { width, height }),
    ...(fields.scrollOffset === true && { scrollTop, scrollLeft, scrollWidth, scrollHeight }),
  };
}

function describe(element: GlassElement, page: Page, fields: QueryFields): Answer {
  const dom = domOf(element);
  const behavior = behaviorOf(element);
  const answer: Answer = {};
  if (fields.id === true) answer['id'] = element.id;
  if (fields.dataset === true) answer['dataset'] = element.dataset;
  if (fields.mark === true) answer['mark'] = element.collectMarks();
  if (dom !== null) Object.assign(answer, measure(dom, page, fields));
  for (const name of fields.properties ?? []) answer[name] = behavior?.property(name);
  if (fields.context === true) answer['context'] = behavior?.context() ?? null;
  if (fields.node === true) answer['node'] = behavior?.node() ?? null;
  return answer;
}

function measure(dom: HTMLElement, page: Page, fields: QueryFields): Answer {
  const { left, top, right, bottom, width, height } = dom.getBoundingClientRect();
  const origin = page.window.origin();
  const { scrollTop, scrollLeft, scrollWidth, scrollHeight } = dom;
  const answer: Answer = {
    ...(fields.rect === true && {
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    }),
    ...(fields.size === true && { width, height }),
    ...(fields.scrollOffset === true && { scrollTop, scrollLeft, scrollWidth, scrollHeight }),
  };
  if (fields.computedStyle === undefined) return answer;
  const style = getComputedStyle(dom);
  for (const name of fields.computedStyle) {
    answer[name] = style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  }
  return answer;
}

import selectorParser, { type ClassName, type Pseudo, type Selector, type Tag } from 'postcss-selector-parser';
import { BUILT_IN_TAGS } from './style-units';

/** Whom a style sheet may touch. `class`: the elements of one component; `page`: one route; `app`: every page. */
export type SelectorScope =
  | { readonly kind: 'app' }
  | { readonly kind: 'page'; readonly route: string }
  | { readonly kind: 'component'; readonly prefix: string };

/** Rewrites a WXSS selector list for the page that glass-easel builds. Nothing gains or loses specificity. */
export function scopeSelector(selectors: string, scope: SelectorScope): string {
  const processor = selectorParser((root) => {
    root.each((selector) => {
      const before = selector.first.toString().trim();
      const namesPage = rewriteParts(selector, scope);
      if (scope.kind === 'page' && !namesPage) underRoute(selector, scope.route, before);
    });
  });
  return processor.processSync(selectors);
}

/** True when the selector speaks of `page` itself. */
function rewriteParts(selector: Selector, scope: SelectorScope): boolean {
  let namesPage = false;
  selector.walkClasses((node: ClassName) => {
    if (scope.kind === 'component') node.value = `${scope.prefix}--${node.value}`;
  });
  selector.walkTags((node: Tag) => {
    if (!BUILT_IN_TAGS.has(node.value)) return;
    const isPage = node.value === 'page';
    node.value = `wx-${node.value}`;
    if (isPage) namesPage = true;
    if (isPage && scope.kind === 'page') node.parent?.insertAfter(node, where(`[data-route="${scope.route}"]`));
  });
  selector.walkPseudos((node: Pseudo) => {
    if (node.value === ':host' && scope.kind === 'component') node.replaceWith(where(`[wx-host="${scope.prefix}"]`));
  });
  return namesPage;
}

/** A theme condition is about the document and stays in front. */
function underRoute(selector: Selector, route: string, first: string): void {
  const condition = where(`[data-route="${route}"]`);
  const space = selectorParser.combinator({ value: ' ' });
  if (first.startsWith(':where([data-theme')) {
    selector.insertAfter(selector.first, condition);
    selector.insertAfter(selector.first, space);
    return;
  }
  selector.prepend(space);
  selector.prepend(condition);
}

const where = (inner: string): Pseudo => selectorParser.pseudo({ value: `:where(${inner})` });

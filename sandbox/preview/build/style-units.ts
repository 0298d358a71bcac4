/** Elements that WeChat brings along; in styles and in the page they carry the prefix `wx-`. */
export const BUILT_IN_TAGS: ReadonlySet<string> = new Set(
  (
    'ad audio button camera canvas checkbox checkbox-group cover-image cover-view editor form functional-page-navigator ' +
    'grid-view icon image input keyboard-accessory label list-view live-player live-pusher map match-media movable-area ' +
    'movable-view navigation-bar navigator official-account open-data page page-container page-meta picker picker-view ' +
    'picker-view-column progress radio radio-group rich-text root-portal scroll-view share-element slider snapshot ' +
    'sticky-header sticky-section swiper swiper-item switch text textarea video view voip-room web-view'
  ).split(' '),
);

/**
 * Lengths that mean something else on a phone than in a browser tab: rpx (750 to the width), vh (of the page without
 * its bars) and the safe areas. The runtime sets the variables.
 */
export function rewriteLengths(value: string): string {
  return value
    .replace(/(-?\d*\.?\d+)rpx\b/g, 'calc($1 * var(--rpx))')
    .replace(/(-?\d*\.?\d+)vh\b/g, 'calc($1 * var(--vh))')
    .replace(/\b(?:env|constant)\(\s*safe-area-inset-(top|bottom|left|right)\s*(?:,[^)]*)?\)/g, 'var(--safe-$1)');
}

import type { Element } from './markup';
import { COMMON, COMMON_EVENTS, eventOf, isWatched, type Remark } from './common-attributes';

/** WeChat's built-in tags that our pages use, each with the attributes and, after the bar, the events of its own. */
const BUILT_INS: Readonly<Record<string, string>> = {
  view: 'hover-class hover-stop-propagation hover-start-time hover-stay-time',
  block: '',
  slot: 'name', // and whatever it hands on, where slots are filled more than once
  text: 'selectable space decode user-select overflow max-lines',
  image: 'src alt mode webp lazy-load show-menu-by-longpress fade-in force-https | error load',
  'cover-view': 'scroll-top marker-id',
  'cover-image': 'src referrer-policy | load error',
  icon: 'type size color',
  'rich-text': 'nodes space mode user-select | itemtap',
  progress:
    'percent show-info border-radius font-size stroke-width color active-color background-color active active-mode ' +
    'duration | activeend',
  'scroll-view':
    'scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left scroll-into-view scroll-with-animation ' +
    'scroll-into-view-offset scroll-into-view-alignment enable-back-to-top enable-flex enable-passive ' +
    'enhanced bounces ' +
    'scroll-anchoring show-scrollbar paging-enabled fast-deceleration type reverse clip cache-extent ' +
    'refresher-enabled refresher-threshold refresher-default-style refresher-background refresher-triggered ' +
    'refresher-ballistic-refresh-enabled refresher-two-level-enabled refresher-two-level-triggered ' +
    'refresher-two-level-threshold refresher-two-level-close-threshold refresher-two-level-scroll-enabled ' +
    'refresher-two-level-pinned scroll-into-view-within-extent using-sticky associative-container ' +
    'min-drag-distance padding throttle ' +
    '| scroll scrolltoupper scrolltolower scrollstart scrollend dragstart dragging dragend ' +
    'refresherpulling refresherrefresh refresherrestore refresherabort refresherwillrefresh refresherstatuschange',
  swiper:
    'indicator-dots indicator-color indicator-active-color autoplay current interval duration circular vertical ' +
    'previous-margin next-margin display-multiple-items snap-to-edge easing-function cache-extent current-item-id ' +
    'direction layout-type transformer-type scroll-with-animation indicator-type indicator-margin indicator-spacing ' +
    'indicator-radius indicator-width indicator-height indicator-alignment indicator-offset ' +
    '| change transition animationfinish',
  'swiper-item': 'item-id skip-hidden-item-layout',
  button:
    'name size type plain disabled loading form-type open-type hover-class hover-stop-propagation hover-start-time ' +
    'hover-stay-time lang session-from send-message-title send-message-path send-message-img app-parameter ' +
    'show-message-card phone-number-no-quota-toast need-show-entrance entrance-path business-id activity-type ' +
    '| getuserinfo contact createliveactivity getphonenumber getrealtimephonenumber error opensetting launchapp ' +
    'chooseavatar agreeprivacyauthorization phoneoneclicklogin',
  'checkbox-group': 'name | change',
  checkbox: 'name value disabled checked color',
  'radio-group': 'name | change',
  radio: 'name value checked disabled color',
  label: 'for',
  form: 'name report-submit report-submit-timeout | submit reset submitToGroup',
  input:
    'value type password placeholder placeholder-style placeholder-class disabled ' +
    'maxlength cursor-spacing auto-focus ' +
    'focus confirm-type always-embed confirm-hold cursor cursor-color selection-start selection-end adjust-position ' +
    'hold-keyboard safe-password-cert-path safe-password-length safe-password-time-stamp safe-password-nonce ' +
    'safe-password-salt safe-password-custom-hash name auto-fill ' +
    '| input change focus blur confirm keyboardheightchange nicknamereview selectionchange ' +
    'keyboardcompositionstart keyboardcompositionupdate keyboardcompositionend',
  textarea:
    'value placeholder placeholder-style placeholder-class disabled maxlength auto-focus focus auto-height fixed ' +
    'cursor-spacing cursor cursor-color show-confirm-bar selection-start selection-end ' +
    'adjust-position hold-keyboard name ' +
    'disable-default-padding confirm-type confirm-hold adjust-keyboard-to ' +
    '| change focus blur linechange input confirm keyboardheightchange selectionchange ' +
    'keyboardcompositionstart keyboardcompositionupdate keyboardcompositionend',
  picker:
    'header-text mode disabled range range-key value start end fields level custom-item name ' +
    '| change cancel columnchange',
  'picker-view':
    'name value indicator-style indicator-class mask-style mask-class immediate-change | change pickstart pickend',
  'picker-view-column': '',
  slider:
    'min max step disabled value color selected-color active-color background-color block-size block-color ' +
    'show-value name | change changing',
  switch: 'checked disabled type color name | change',
  navigator:
    'target url open-type delta app-id path extra-data version short-link hover-class hover-stop-propagation ' +
    'hover-start-time hover-stay-time | success fail complete',
  video:
    'src duration controls danmu-list danmu-btn enable-danmu autoplay loop muted initial-time page-gesture direction ' +
    'show-progress show-fullscreen-btn show-play-btn show-center-play-btn enable-progress-gesture object-fit poster ' +
    'show-mute-btn title play-btn-position enable-play-gesture auto-pause-if-navigate auto-pause-if-open-native ' +
    'vslide-gesture vslide-gesture-in-fullscreen show-bottom-progress ad-unit-id poster-for-crawler ' +
    'show-casting-button picture-in-picture-mode picture-in-picture-show-progress enable-auto-rotation ' +
    'show-screen-lock-button show-snapshot-button show-background-playback-button background-poster referrer-policy ' +
    'picture-in-picture-init-position is-drm is-live preferred-peak-bit-rate provision-url ' +
    'certificate-url license-url ' +
    '| play pause ended timeupdate fullscreenchange waiting error progress loadedmetadata controlstoggle ' +
    'enterpictureinpicture leavepictureinpicture seekcomplete castinguserselect castingstatechange castinginterrupt ' +
    'adload aderror adclose adplay',
  'live-player':
    'src mode autoplay muted orientation object-fit background-mute min-cache max-cache sound-mode ' +
    'auto-pause-if-navigate auto-pause-if-open-native picture-in-picture-mode picture-in-picture-init-position ' +
    'enable-auto-rotation referrer-policy enable-casting debug ' +
    '| statechange fullscreenchange netstatus audiovolumenotify enterpictureinpicture leavepictureinpicture ' +
    'castinguserselect castingstatechange castinginterrupt error rendererror',
  canvas: 'type canvas-id disable-scroll | error',
  'page-meta':
    'background-text-style background-color background-color-top background-color-bottom root-background-color ' +
    'root-font-size page-style page-font-size page-orientation scroll-top scroll-duration | resize scroll scrolldone',
  'root-portal': 'enable',
  'page-container':
    'show duration z-index overlay position round close-on-slide-down overlay-style custom-style ' +
    '| beforeenter enter afterenter beforeleave leave afterleave clickoverlay',
  template: 'name data',
  wxs: 'src module',
  import: 'src',
  include: 'src',
};

/** WeChat's other tags. What they take is not listed here: nobody can have misspelt what nobody writes. */
const OTHERS =
  'ad ad-custom animation-image animation-video audio camera channel-live channel-video ' +
  'double-tap-gesture-handler draggable-sheet editor editor-portal force-press-gesture-handler ' +
  'functional-page-navigator grid-builder grid-view horizontal-drag-gesture-handler keyboard-accessory list-builder ' +
  'list-view live-pusher long-press-gesture-handler map match-media movable-area movable-view navigation-bar ' +
  'nested-scroll-body nested-scroll-header official-account official-account-publish open-container open-data ' +
  'pan-gesture-handler scale-gesture-handler selection share-element snapshot span sticky-header sticky-section ' +
  'store-coupon store-gift store-home store-product tap-gesture-handler vertical-drag-gesture-handler ' +
  'voip-room web-view';

const words = (list = ''): ReadonlySet<string> => new Set(list.trim().split(' '));
const others = words(OTHERS);
const known = new Map(
  Object.entries(BUILT_INS).map(([tag, list]) => {
    const [attributes, events] = list.split('|');
    return [tag, { attributes: words(attributes), events: words(events) }] as const;
  }),
);

/** WeChat takes `scroll-top` as `scrollTop`, too. */
const dashed = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Whether WeChat itself draws this tag. */
export const isBuiltIn = (tag: string): boolean => known.has(tag) || others.has(tag);

/** The attributes and events of a built-in element that WeChat does not know; `rising` events reach any element. */
export function checkBuiltIn({ tag, attributes }: Element, rising: ReadonlySet<string>): readonly Remark[] {
  const own = known.get(tag);
  if (own === undefined) return [];
  return attributes.flatMap(({ key, line }) => {
    const event = eventOf(key);
    if (event !== null)
      return [own.events, COMMON_EVENTS, rising].some((events) => events.has(event))
        ? []
        : [{ line, message: `<${tag}> sends no event "${event}"` }];
    const isKnown = COMMON.test(key) || tag === 'slot' || own.attributes.has(dashed(key.replace(/^model:/, '')));
    return isKnown || isWatched(key, attributes) ? [] : [{ line, message: `<${tag}> has no attribute "${key}"` }];
  });
}

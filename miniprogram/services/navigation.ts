import { routes } from './routes';

let opening = false;

/** Opens a page that is not a tab. A second tap before it stands there is ignored: WeChat would open it twice. */
export function openPage(url: string): void {
  if (opening) return;
  opening = true;
  wx.navigateTo({
    url,
    complete() {
      opening = false;
    },
  });
}

/** Goes there in this page's place. */
export function replacePage(url: string): void {
  wx.redirectTo({ url, fail: () => undefined });
}

/** Shows a tab; pages above the tabs are gone then. `then` is done once it stands there. */
export function showTab(url: string, then: () => void = () => undefined): void {
  wx.switchTab({ url, success: then, fail: () => undefined });
}

/** Whether the page before is the one at `url`, whatever it was asked for. */
export function comesFrom(url: string): boolean {
  const pages = getCurrentPages();
  const before = pages[pages.length - 2];
  return before !== undefined && url.startsWith(`/${before.route}?`);
}

/** Goes back where the page before is the one at `url`; else goes there in this one's place. */
export function returnTo(url: string): void {
  if (comesFrom(url)) wx.navigateBack({ fail: () => undefined });
  else wx.redirectTo({ url, fail: () => undefined });
}

/** Names the page in the bar above it. */
export function setPageTitle(title: string): void {
  void wx.setNavigationBarTitle({ title });
}

/** To where a page begins, when something else stands there now. */
export function scrollToTop(): void {
  wx.pageScrollTo({ scrollTop: 0, duration: 0, fail: () => undefined });
}

/** The words under the tabs, in the order of app.json; WeChat refuses while a page without tabs is shown. */
export function setTabWords(words: readonly string[]): void {
  words.forEach((text, index) => wx.setTabBarItem({ index, text, fail: () => undefined }));
}

/** The page before; the list when there is none, as after opening a shared card. */
export function goBack(): void {
  wx.navigateBack({ fail: () => wx.switchTab({ url: routes.devices() }) });
}

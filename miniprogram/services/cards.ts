/** Whether the menu behind the capsule offers to forward the page that is shown; a share button works either way. */
export function offerForwarding(isOffered: boolean): void {
  const options = { menus: ['shareAppMessage'] as ['shareAppMessage'], fail: () => undefined };
  if (isOffered) wx.showShareMenu(options);
  else wx.hideShareMenu(options);
}

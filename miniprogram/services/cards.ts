/** Whether the menu behind the capsule offers to forward the page that is shown; a share button works either way. */
export function offerForwarding(isOffered: boolean): void {
  const menus: ['shareAppMessage'] = ['shareAppMessage'];
  if (isOffered) void wx.showShareMenu({ menus, fail: () => undefined });
  else void wx.hideShareMenu({ menus, fail: () => undefined });
}

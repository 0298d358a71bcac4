/** Whether the phone reads its screen aloud, so that a finger cannot hold a button down; false where it cannot tell. */
export function readsScreenAloud(): Promise<boolean> {
  if (!wx.canIUse('checkIsOpenAccessibility')) return Promise.resolve(false);
  return new Promise((resolve) => {
    wx.checkIsOpenAccessibility({ success: ({ open }) => resolve(open), fail: () => resolve(false) });
  });
}

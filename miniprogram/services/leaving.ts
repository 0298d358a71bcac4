/** What WeChat asks before the page in front is left by going back; empty for nothing. A swipe is never asked. */
export function askBeforeLeaving(question: string): void {
  if (question === '') wx.disableAlertBeforeUnload({ fail: () => undefined });
  else wx.enableAlertBeforeUnload({ message: question, fail: () => undefined });
}

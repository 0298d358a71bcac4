import type { FailureWords } from '../utils/failure-words';

interface Question {
  readonly title: string;
  readonly content?: string;
  /** At most four characters of Chinese, eight of Latin. */
  readonly confirm: string;
  readonly cancel: string;
}

/** Asks before something is done that cannot be undone. */
export function confirm({ title, content = '', ...words }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    wx.showModal({
      title,
      content,
      confirmText: words.confirm,
      cancelText: words.cancel,
      success: (answer) => resolve(answer.confirm),
      fail: () => resolve(false),
    });
  });
}

/** Says what happened and what to do next, which is more than the two lines of a toast; goes away by its only button. */
export function explain({ title, next }: FailureWords, confirm: string): void {
  wx.showModal({ title, content: next, showCancel: false, confirmText: confirm, fail: () => undefined });
}

/** Asks for a line of text, with `text` standing there; null when the person backs out. */
export function askText({
  title,
  confirm,
  cancel,
  text,
}: Question & { readonly text: string }): Promise<string | null> {
  return new Promise((resolve) => {
    wx.showModal({
      title,
      content: text,
      editable: true,
      confirmText: confirm,
      cancelText: cancel,
      success: (answer) => resolve(answer.confirm ? answer.content : null),
      fail: () => resolve(null),
    });
  });
}

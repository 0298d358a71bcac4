/** What a person said of one message: `ban` and `filter` are WeChat's own refusals, `unasked` when it did not say. */
export type SubscriptionAnswer = 'accept' | 'reject' | 'ban' | 'filter' | 'unasked';

/** Why WeChat did not ask at all. */
export type SubscriptionRefusal = 'main-switch' | 'hidden' | 'banned' | 'template' | 'network' | 'too-old' | 'unknown';

/** What came of asking, by template where WeChat asked. */
export type Subscription =
  | { readonly kind: 'answered'; readonly answers: ReadonlyMap<string, SubscriptionAnswer> }
  | { readonly kind: 'refused'; readonly why: SubscriptionRefusal };

/** Asks to be allowed one message of each template, 1–5 of them; WeChat wants it to be right after a tap. */
export type Subscribe = (templates: readonly string[]) => Promise<Subscription>;

/** WeChat's numbers for what is in the way of asking. */
const REFUSALS: Readonly<Record<number, SubscriptionRefusal>> = {
  10001: 'template',
  10002: 'network',
  10003: 'network',
  10004: 'template',
  10005: 'hidden',
  20001: 'template',
  20002: 'template',
  20003: 'template',
  20004: 'main-switch',
  20005: 'banned',
  20013: 'template',
};

const ANSWERS: readonly SubscriptionAnswer[] = ['accept', 'reject', 'ban', 'filter'];

export const subscribe: Subscribe = (templates) => {
  if (!wx.canIUse('requestSubscribeMessage')) return Promise.resolve({ kind: 'refused', why: 'too-old' });
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds: [...templates],
      success: (told) => {
        const answers = new Map(templates.map((template) => [template, answerOf(told[template])]));
        resolve({ kind: 'answered', answers });
      },
      fail: ({ errCode }) => resolve({ kind: 'refused', why: REFUSALS[errCode] ?? 'unknown' }),
    });
  });
};

/** Where a person changes what they once chose for good; only right after a tap. */
export function openSubscriptionSettings(): void {
  wx.openSetting({ withSubscriptions: true, fail: () => undefined });
}

/** Newer WeChats may add words: one that nobody knows allows nothing. */
function answerOf(told: string | undefined): SubscriptionAnswer {
  return ANSWERS.find((answer) => answer === told) ?? 'unasked';
}

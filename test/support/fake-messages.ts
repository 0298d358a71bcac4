import type { SendMessage, SendOutcome, SubscribeMessage } from '../../cloudfunctions/core/wechat/subscribe-messages';

/** WeChat's sender of messages, which keeps what it was handed. */
export class FakeMessages {
  readonly sent: SubscribeMessage[] = [];
  /** What becomes of a message; one that is not sent is not kept. */
  answer: (message: SubscribeMessage) => SendOutcome = () => ({ kind: 'sent' });
  failure: Error | null = null;
  /** How often it was asked, whatever came of it. */
  asked = 0;

  readonly send: SendMessage = async (message) => {
    this.asked += 1;
    if (this.failure) throw this.failure;
    const outcome = this.answer(message);
    if (outcome.kind === 'sent') this.sent.push(message);
    return outcome;
  };
}

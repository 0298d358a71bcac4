import type { CodeVersion } from '../settings';
import { errcodeOf, type AskWechat } from './open-api';

/** A message from the mini-program to somebody who allowed it once. */
export interface SubscribeMessage {
  /** The person's openid. */
  readonly to: string;
  /** Id of the template that they allowed. */
  readonly template: string;
  /** What a tap opens: without a leading slash, with its parameters. */
  readonly page: string;
  /** By the template's own names, each as its kind of field takes it. */
  readonly fields: Readonly<Record<string, string>>;
  /** Which version of the mini-program a tap opens. */
  readonly version: CodeVersion;
}

/** `not-allowed`: they allow no more of this template. `later`: WeChat takes none now. */
export type SendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'later' | 'refused'; readonly vendorCode: string };

/** Sends one. Rejects where it cannot be known whether it was sent. */
export type SendMessage = (message: SubscribeMessage) => Promise<SendOutcome>;

const QUESTION = { api: 'subscribeMessage.send', action: 'notice.run' } as const;

/** Errcodes as WeChat's guide to `subscribeMessage.send` and its list of common ones have them. */
const SENT = '0';
const NOT_ALLOWED = '43101';
/** The system is busy; too many of a minute, of a day. */
const PASSING: ReadonlySet<string> = new Set(['-1', '45009', '45011']);

const STATES = { release: 'formal', trial: 'trial', develop: 'developer' } as const satisfies Record<
  CodeVersion,
  string
>;

export function createSendMessage(ask: AskWechat): SendMessage {
  return async ({ to, template, page, fields, version }) => {
    const data = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }]));
    const values = { touser: to, template_id: template, page, data, miniprogram_state: STATES[version], lang: 'zh_CN' };
    const answer = await ask({ ...QUESTION, values });
    return outcomeOf(answer.kind === 'refused' ? answer.vendorCode : errcodeOf(answer.body));
  };
}

function outcomeOf(vendorCode: string): SendOutcome {
  if (vendorCode === SENT) return { kind: 'sent' };
  if (vendorCode === NOT_ALLOWED) return { kind: 'not-allowed' };
  return { kind: PASSING.has(vendorCode) ? 'later' : 'refused', vendorCode };
}

import * as v from 'valibot';
import { answerWith, valuesOf } from './arguments';
import { isDeliverable } from './message-fields';
import type { MessageTemplate, ServiceMessages } from './service-messages';
import type { OpenApiAnswer, OpenApiRequest } from './wire';

/** `subscribeMessage.send`: delivers one message, or answers with one of WeChat's errcodes. */
export type SendMessage = (request: OpenApiRequest) => OpenApiAnswer;

export interface SubscribeMessageDeps {
  readonly messages: ServiceMessages;
  /** The pages that `app.json` lists, each `folder/page`. */
  readonly pages: () => readonly string[];
  /** Epoch ms. */
  readonly now: () => number;
}

const argumentsSchema = v.object({
  touser: v.string(),
  template_id: v.string(),
  page: v.optional(v.string()),
  data: v.record(v.string(), v.object({ value: v.string() })),
  miniprogram_state: v.optional(v.picklist(['developer', 'trial', 'formal']), 'formal'),
  lang: v.optional(v.picklist(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']), 'zh_CN'),
});

/** An openid as WeChat makes them, or as the sandbox's people have them. */
const OPENID = /^[\w-]{6,64}$/;

export function createSendMessage({ messages, pages, now }: SubscribeMessageDeps): SendMessage {
  return (request) => {
    const values = valuesOf(request);
    const parsed = v.safeParse(argumentsSchema, values);
    if (!parsed.success) return answerWith(...refusalOf(v.getDotPath(parsed.issues[0]) ?? ''));
    const { touser: openid, template_id: templateId, page, data } = parsed.output;
    const template = messages.templates.find(({ id }) => id === templateId);
    if (!OPENID.test(openid)) return answerWith(40003, 'invalid openid');
    if (!template) return answerWith(40037, 'invalid template_id');
    if (page !== undefined && !pages().includes(page.split('?', 1)[0] ?? '')) return answerWith(41030, 'invalid page');
    const wrong = wrongField(template, data);
    if (wrong !== null) return answerWith(47003, `argument invalid! data.${wrong}.value invalid`);
    const { title } = template;
    const rows = Object.entries(template.fields).map(([name, label]) => ({ label, text: data[name]?.value ?? '' }));
    const isDelivered = messages.deliver({ openid, templateId, title, rows, page: page ?? null, at: now() });
    return isDelivered ? answerWith(0, 'ok') : answerWith(43101, 'user refuse to accept the msg');
  };
}

function refusalOf(argument: string): [errcode: number, errmsg: string] {
  if (argument === 'touser') return [40003, 'invalid openid'];
  if (argument === 'template_id') return [40037, 'invalid template_id'];
  return [47003, `argument invalid! ${argument} invalid`];
}

/** A field that the template has and the data has not, that the template does not know, or that holds what it may not. */
function wrongField({ fields }: MessageTemplate, data: Readonly<Record<string, { readonly value: string }>>) {
  const names = new Set([...Object.keys(fields), ...Object.keys(data)]);
  for (const name of names) {
    const text = data[name]?.value;
    if (!Object.hasOwn(fields, name) || text === undefined || !isDeliverable(name, text)) return name;
  }
  return null;
}

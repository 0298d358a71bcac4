import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import { readBody } from './request-body';
import { send } from './static-files';
import type { ShownMessage } from './wire';

/** WeChat's service messages as phones have them: which templates there are, who allows one, what comes. */
export interface PhoneMessages {
  readonly templates: readonly { readonly id: string; readonly title: string }[];
  /** Somebody allows one message of a template; false where there is no such template. */
  allow(openid: string, templateId: string): boolean;
  /** The oldest first. */
  delivered(): readonly ShownMessage[];
  /** Tells `listener` of every later one; the returned function ends that. */
  onDelivery(listener: (message: ShownMessage) => void): () => void;
}

/** For a preview without a cloud: a mini-program without templates. */
export const NO_MESSAGES: PhoneMessages = {
  templates: [],
  allow: () => false,
  delivered: () => [],
  onDelivery: () => () => undefined,
};

const MOST_TEMPLATES = 5;
const allowBody = v.strictObject({
  openid: v.string(),
  templateIds: v.pipe(v.array(v.string()), v.maxLength(MOST_TEMPLATES)),
});

/** `GET /__messages/templates`: ids and titles. */
export function answerTemplates(response: ServerResponse, { templates }: PhoneMessages): void {
  const titles = templates.map(({ id, title }) => ({ id, title }));
  send(response, 200, 'application/json', JSON.stringify(titles));
}

/** `POST /__messages/allow` with `{ openid, templateIds }`: what somebody has said yes to. */
export async function answerAllow(
  request: IncomingMessage,
  response: ServerResponse,
  messages: PhoneMessages,
): Promise<void> {
  const body = v.safeParse(allowBody, JSON.parse(await readBody(request)));
  const known = body.success && body.output.templateIds.every((id) => messages.templates.some((one) => one.id === id));
  if (!known) {
    send(response, 400, 'text/plain', 'openid and at most 5 templateIds of this mini-program are needed');
    return;
  }
  const { openid, templateIds } = body.output;
  for (const id of templateIds) messages.allow(openid, id);
  response.writeHead(204).end();
}

export interface MessageFeed {
  /**
   * Takes over one `GET /__messages?openid=` upgrade, a phone that hears what comes for that person; without an openid it
   * is the desk, which hears everything, from the oldest on.
   */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createMessageFeed(messages: PhoneMessages): MessageFeed {
  const server = new WebSocketServer({ noServer: true });
  return {
    upgrade(request, socket, head) {
      const openid = new URL(request.url ?? '/', 'http://preview').searchParams.get('openid');
      server.handleUpgrade(request, socket, head, (client) => {
        const say = (message: ShownMessage): void => {
          if (openid === null || openid === message.openid) client.send(JSON.stringify(message));
        };
        if (openid === null) messages.delivered().forEach(say);
        const stop = messages.onDelivery(say);
        client.on('close', () => stop());
        client.on('error', () => client.terminate());
      });
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

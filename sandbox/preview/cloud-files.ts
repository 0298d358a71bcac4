import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { readBody } from './request-body';
import { send } from './static-files';

/** The cloud's storage as a person's phone reaches it. Refusals carry the platform's `code`. */
export interface CloudFiles {
  /** Resolves with the file's id. */
  upload(openid: string, path: string, content: Readable): Promise<string>;
  remove(openid: string, fileIds: readonly string[]): Promise<readonly string[]>;
  addresses(openid: string, fileIds: readonly string[]): Promise<readonly { code: string; url: string }[]>;
}

const refuse = (): Promise<never> => Promise.reject(new Error('this preview has no storage'));
/** For a preview without a cloud. */
export const NO_FILES: CloudFiles = { upload: refuse, remove: refuse, addresses: refuse };

const MOST_FILES = 50;
const filesBody = v.strictObject({
  openid: v.string(),
  fileIds: v.pipe(v.array(v.string()), v.maxLength(MOST_FILES)),
});

/** Serves `POST /__files/remove` and `POST /__files/addresses` with `{ openid, fileIds }`. */
export async function answerFiles(
  command: string,
  request: IncomingMessage,
  response: ServerResponse,
  files: CloudFiles,
): Promise<void> {
  const body = v.safeParse(filesBody, JSON.parse(await readBody(request)));
  if (!body.success || (command !== 'remove' && command !== 'addresses')) {
    send(response, 400, 'text/plain', 'openid and at most 50 fileIds are needed');
    return;
  }
  const { openid, fileIds } = body.output;
  const answer = await files[command](openid, fileIds);
  send(response, 200, 'application/json', JSON.stringify(answer));
}

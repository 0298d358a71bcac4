import * as v from 'valibot';
import type { CallContext } from './handler';
import { errorFields } from './log';

const EXTENSIONS = { talk: '\\.mp3', snapshots: '\\.jpg', objects: '(?:\\.[A-Za-z0-9]{1,10})?' } as const;

/** The id of a file that a phone has put into a folder of the cloud's storage, under a name that nobody can guess. */
export function fileIn(folder: keyof typeof EXTENSIONS) {
  const pattern = new RegExp(`^cloud://[A-Za-z0-9.-]{1,120}/${folder}/[\\w-]{8,80}${EXTENSIONS[folder]}$`);
  return v.pipe(v.string(), v.maxLength(300), v.regex(pattern));
}

/** Uses a file that was handed in, which is removed whatever happens. */
export async function useUp<T>(context: CallContext, fileId: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } finally {
    await context.files.remove(fileId).catch((error: unknown) => {
      context.log({ event: 'fault', action: 'file.remove', ...errorFields(error), requestId: context.requestId });
    });
  }
}

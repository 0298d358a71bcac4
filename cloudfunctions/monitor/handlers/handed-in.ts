import * as v from 'valibot';
import type { CallContext } from '../../core/handler';
import { errorFields } from '../../core/log';

/** The id of a file that a phone has put into a folder of the cloud's storage, under a name that nobody can guess. */
export function fileIn(folder: 'talk' | 'snapshots', extension: 'mp3' | 'jpg') {
  const pattern = new RegExp(`^cloud://[A-Za-z0-9.-]{1,120}/${folder}/[\\w-]{8,80}\\.${extension}$`);
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

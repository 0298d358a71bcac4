import * as v from 'valibot';
import { EVERYWHERE, onWideRecord } from '../../core/audit/on-record';
import type { ObjectStore } from '../../core/tools/product-tools';
import { CallError } from '../../core/errors';
import { fileIn, useUp } from '../../core/handed-in';
import type { Handler } from '../../core/handler';
import { assertOwner } from '../../core/people/refusals';
import { id, key } from '../../core/schemas';
import { toolsOfAccount } from '../../core/tools/reach';
import { description, newObjectName } from '../../core/tools/schemas';

const MOST_BYTES = 8 * 1024 * 1024;

/** Hands a file of the phone's on to the vendor, and never in place of another. */
export const objectPut: Handler<'object.put'> = {
  input: v.strictObject({
    accountId: id,
    requestKey: key,
    fileId: fileIn('objects'),
    name: newObjectName,
    description,
  }),
  access: 'members',

  async run({ accountId, requestKey, fileId, name, description: words }, context) {
    assertOwner(context.grants); // only whoever may put one there gets a file removed
    const { person, files } = context;
    return useUp(context, fileId, async () => {
      const { objects } = await toolsOfAccount(context, accountId);
      const request = { action: 'object.put', person, requestKey, outcome: v.null() } as const;
      return context.doOnce(request, async (isAgain) => {
        const bytes = await files.read(fileId, MOST_BYTES);
        if (bytes.length === 0) throw new CallError('invalid-argument', 'the file is empty');
        const wish = { name, description: words, bytes };
        const deed = { action: 'object.put', places: [EVERYWHERE], subject: accountId, detail: name } as const;
        await onWideRecord(context, deed, () => putNew(objects, wish, isAgain));
        return null;
      });
    });
  },
};

/** One that is there may be what an earlier try put there, whose answer got lost. */
async function putNew(objects: ObjectStore, wish: Parameters<ObjectStore['put']>[0], isAgain: boolean): Promise<void> {
  const { name, description: words, bytes } = wish;
  const there = (await objects.list(name)).objects.find((object) => object.name === name);
  if (!there) return objects.put(wish);
  const isOurs = isAgain && there.bytes === bytes.length && there.description === words;
  if (!isOurs) throw new CallError('conflict', 'there is an object of that name');
}

import type { ErrorCode } from '../../../typings/contract/errors';
import type { ChannelDocument } from '../documents';
import { CallError } from '../errors';
import type { Services } from '../services';
import { changeCamera, placeAsNamed } from './change';

/** The vendor has no such name, as it takes none of this kind: then it is ours alone. */
const UNTAKEN: readonly ErrorCode[] = ['unsupported', 'invalid-argument'];

/** Names a camera: at its vendor first, so that its next listing tells of the same name, and then here. */
export async function renameCamera(
  { database, drivers }: Pick<Services, 'database' | 'drivers'>,
  camera: ChannelDocument,
  name: string,
): Promise<void> {
  const { devices } = await drivers(camera.accountId);
  const isTaken = devices !== undefined && (await takes(() => devices.rename(camera.address, name)));
  const changed = await changeCamera(database, camera._id, async (seen) => ({
    ...(await placeAsNamed(database, { ...seen, name })),
    ...(isTaken && { vendorName: name }),
  }));
  if (!changed) throw new CallError('not-found', 'no such camera');
  // It told of a name that the vendor has no more.
  if (isTaken) await database.collection('offers').remove({ _id: camera._id, kind: 'renamed' });
}

async function takes(rename: () => Promise<void>): Promise<boolean> {
  try {
    await rename();
    return true;
  } catch (error) {
    if (error instanceof CallError && UNTAKEN.includes(error.code)) return false;
    throw error;
  }
}

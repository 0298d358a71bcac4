import type { InputOf, OutputOf } from '../../../typings/contract/calls';
import type { StoreId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { SheetCamera } from './sheet-layout';

const PAGE_SIZE = 100;

/** All cameras of a store, page by page. Rejects with CallFailed. */
export async function readSheetCameras(call: Call, storeId: StoreId): Promise<readonly SheetCamera[]> {
  const all: SheetCamera[] = [];
  let wanted: InputOf<'channel.list'> | null = { storeId, limit: PAGE_SIZE };
  while (wanted !== null) {
    const page: OutputOf<'channel.list'> = await call('channel.list', wanted);
    all.push(...page.channels.map(({ id, name, storeName }) => ({ id, name, storeName })));
    wanted = page.next === null ? null : { storeId, limit: PAGE_SIZE, cursor: page.next };
  }
  return all;
}

import * as v from 'valibot';
import { channelIdOf } from '../cloudfunctions/core/channel-id';
import type { Grant } from '../cloudfunctions/core/documents';
import type { AccountSummary, Placement, Setup } from '../cloudfunctions/core/setup';
import { vendors } from '../cloudfunctions/vendors/index';
import type { StoreId } from '../typings/contract/domain';
import type { Fleet, FleetVendor } from './fleet';
import { UsageError, type AccountEntry } from './options';

/** Which simulator answers for a vendor, and what its account holds. */
export interface SimulatedAccount {
  readonly vendor: FleetVendor;
  readonly credentials: unknown;
}

const ACCOUNT_NAMES = { ezviz: '萤石演示账号', onenet: 'OneNET 演示账号', ovopark: '万店掌演示账号' } as const;
const DEFAULT_ZONE = 'Asia/Shanghai';
/** How many stores the demo manager runs; the demo staff member works in the first of them. */
const MANAGED_STORES = 3;
const GUEST_CAMERAS = 2;
/** The demo guest's share outlives every sandbox. */
const GUEST_UNTIL = Date.UTC(2100, 0, 1);

/** Fills an empty database with the demo chain; on later starts only points its accounts at the simulators again. */
export async function seedDemo(setup: Setup, fleet: Fleet, simulated: readonly SimulatedAccount[]): Promise<void> {
  const known = await listSeeded(setup);
  if (known.length > 0 && !known.some(isDemo)) throw new UsageError(otherFolder('accounts of a file: give --accounts'));
  // Its owner may have renamed some of them, or removed all.
  if (known.length > 0 || (await setup.listStores()).length > 0) return repoint(setup, known, simulated);
  const storeIds = await setup.createStores(fleet.stores.map((store, order) => ({ ...store, order })));
  const guestChannels: string[] = [];
  for (const { vendor, credentials } of simulated) {
    const cameras = fleet.cameras.filter((camera) => camera.vendor === vendor);
    const accountId = await setup.createAccount({
      vendor,
      name: ACCOUNT_NAMES[vendor],
      credentials,
      inboxStoreId: at(storeIds, 0),
    });
    const placements: Placement[] = cameras.map(({ serial, channel, store }) => ({
      address: { deviceId: serial, channelId: channel },
      storeId: at(storeIds, store),
    }));
    await setup.placeChannels(accountId, placements);
    guestChannels.push(...placements.map(({ address }) => channelIdOf(accountId, address)).slice(0, 1));
  }
  await createPersonas(setup, storeIds, guestChannels.slice(0, GUEST_CAMERAS));
}

/** What an owner has added in the app is left alone. */
async function listSeeded(setup: Pick<Setup, 'listAccounts'>): Promise<readonly AccountSummary[]> {
  return (await setup.listAccounts()).filter(({ isOwners }) => !isOwners);
}

/** The demo's accounts point at simulators: to take a real account for one would overwrite its credentials. */
const isDemo = ({ name }: AccountSummary): boolean => isDemoName(name);

/** Whether an account of this name is one of the simulators'. */
export function isDemoName(name: unknown): boolean {
  return Object.values<unknown>(ACCOUNT_NAMES).includes(name);
}

function otherFolder(what: string): string {
  return `the data folder holds ${what}, or choose another folder with --data`;
}

async function repoint(
  setup: Setup,
  known: readonly AccountSummary[],
  simulated: readonly SimulatedAccount[],
): Promise<void> {
  for (const { id, vendor } of known) {
    const account = simulated.find((one) => one.vendor === vendor);
    if (account) await setup.replaceCredentials(id, account.credentials);
  }
}

/** Fills an empty database from the file given with `--accounts`: a store for each account, named as the account. */
export async function seedAccounts(setup: Setup, entries: readonly AccountEntry[]): Promise<void> {
  const known = await listSeeded(setup);
  if (known.some(isDemo)) throw new UsageError(otherFolder('the demo: leave --accounts out'));
  const stores = await setup.listStores();
  const storeIds: StoreId[] = stores.map(({ _id }) => _id);
  for (const { vendor, name, credentials } of entries) {
    const existing = known.find((account) => account.vendor === vendor && account.name === name);
    if (existing) {
      await setup.replaceCredentials(existing.id, credentials);
      continue;
    }
    const storeId = await setup.createStore({ name, zone: DEFAULT_ZONE, order: storeIds.length });
    storeIds.push(storeId);
    await setup.createAccount({ vendor, name, credentials, inboxStoreId: storeId });
  }
  if (stores.length === 0) await createPersonas(setup, storeIds, []);
}

/** A fresh installation does not begin with the demo's stores and people. */
export async function checkEmpty(setup: Pick<Setup, 'listAccounts'>): Promise<void> {
  const known = await listSeeded(setup);
  if (known.some(isDemo)) throw new UsageError(otherFolder('the demo: leave --empty out'));
}

/** Throws UsageError, naming fields but no values, when an account is not what its vendor needs. */
export function checkAccounts(entries: readonly AccountEntry[]): void {
  entries.forEach(checkAccount);
}

function checkAccount({ vendor: id, credentials }: AccountEntry, index: number): void {
  const vendor = vendors.find((one) => one.id === id);
  const row = `--accounts: row ${index + 1}`;
  if (!vendor) throw new UsageError(`${row}: vendor is one of ${vendors.map((one) => one.id).join(', ')}`);
  const parsed = v.safeParse(vendor.credentials, credentials);
  if (parsed.success) return;
  const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'credentials');
  throw new UsageError(`${row}: credentials of ${id} need ${fields.join(', ')}`);
}

async function createPersonas(
  setup: Setup,
  storeIds: readonly StoreId[],
  guestChannels: readonly string[],
): Promise<void> {
  const grants = (role: 'manager' | 'staff', count: number): Grant[] =>
    storeIds.slice(0, count).map((storeId) => ({ role, storeId }));
  await setup.createMember({ openid: 'sandbox-owner', name: '演示店主', grants: [{ role: 'owner' }] });
  await setup.createMember({ openid: 'sandbox-manager', name: '演示区长', grants: grants('manager', MANAGED_STORES) });
  await setup.createMember({ openid: 'sandbox-staff', name: '演示店员', grants: grants('staff', 1) });
  const shareId = await setup.createShare({
    by: 'sandbox-owner',
    channelIds: guestChannels,
    storeIds: storeIds.slice(0, 1),
    until: GUEST_UNTIL,
    guests: ['sandbox-guest'],
  });
  await setup.createMember({ openid: 'sandbox-guest', name: '演示访客', grants: [{ role: 'guest', shareId }] });
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}

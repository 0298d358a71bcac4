import * as v from 'valibot';
import type { CameraHealth, Pushing, Told, VendorViewer } from '../../../typings/contract/health';
import type { PushedStream, Viewer } from '../../core/health/streams';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext, Handler, Reached } from '../../core/handler';
import { causesOf } from '../../core/health/causes';
import { inTime, mapTold, toTold } from '../../core/health/told';
import { errorFields } from '../../core/log';
import { mayNot } from '../../core/people/refusals';
import { toStatus } from '../../core/repository/channels';
import { isLetIn, rightsOn } from '../../core/rights';
import { id } from '../../core/schemas';
import type { Inspected } from '../../core/statuses';

/** How long all of the questions to the vendor may take together. */
const PATIENCE_MS = 6_000;
const MOST_NEIGHBOURS = 200;
/** Of a camera that is gone, so many others are looked at as well: as many as a vendor is asked about at once. */
const MOST_COMPARED = 30;

/** Why a camera shows nothing, or not what it should, as far as it can be told from here. */
export const cameraHealth: Handler<'camera.health'> = {
  input: v.strictObject({ channelId: id }),
  access: 'members',

  async run({ channelId }, context) {
    const { database, grants, zones, person, now } = context;
    if (!isLetIn(grants, await context.allow(channelId, 'view'))) throw mayNot();
    context.limits('health', { person, channelId }, now);
    const reached = await context.reach(channelId, 'view');
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const beside = await readBeside(context, reached.channel);
    const known = beside.find(({ _id }) => _id === channelId) ?? reached.channel;
    const [{ channel, answer }, told, zone, offer] = await Promise.all([
      inspect(context, known, signal),
      askAll(context, reached, signal),
      zones(known.storeId),
      database.collection('offers').get(channelId),
    ]);
    const neighbours = await compared(context, { camera: channel, beside }, signal);
    const codec = codecOf(channel, told.pushing);
    const gone = offer?.kind === 'gone';
    const { condition } = channel;
    const { storage } = told;
    const causes = causesOf({ answer, gone, camera: channel, neighbours, condition, codec, storage });
    return { ...toHealth(channel, zone), ...told, codec, causes };
  },
};

function toHealth(
  channel: ChannelDocument,
  zone: string,
): Pick<CameraHealth, 'id' | 'name' | 'storeName' | 'zone' | 'status' | 'outageFrom'> {
  const { _id, name, storeName, outageState, outageFrom } = channel;
  const isGone = outageState === 'new' || outageState === 'announced';
  return { id: _id, name, storeName, zone, status: toStatus(channel), outageFrom: isGone ? outageFrom : null };
}

/** The cameras of its store as they were last seen, itself among them: what the context remembers of it may be old. */
function readBeside({ database }: CallContext, { storeId }: ChannelDocument): Promise<readonly ChannelDocument[]> {
  return database.collection('channels').find({ where: { storeId }, sort: ['sort'], limit: MOST_NEIGHBOURS });
}

async function inspect({ statuses }: CallContext, channel: ChannelDocument, signal: AbortSignal): Promise<Inspected> {
  try {
    return await inTime(statuses.inspect(channel), signal);
  } catch (error) {
    if (error instanceof CallError) return { channel, answer: error.code };
    throw error;
  }
}

/** What went with a camera, as it is just now: a line breaks for all of them at once, and the lists are minutes old. */
async function compared(
  { statuses }: CallContext,
  { camera, beside }: { readonly camera: ChannelDocument; readonly beside: readonly ChannelDocument[] },
  signal: AbortSignal,
): Promise<readonly ChannelDocument[]> {
  if (camera.reachability !== 'offline') return beside;
  const others = beside.filter(({ _id }) => _id !== camera._id);
  const isInDevice = ({ accountId, address }: ChannelDocument): boolean =>
    accountId === camera.accountId && address.deviceId === camera.address.deviceId;
  const nearest = [...others.filter(isInDevice), ...others.filter((other) => !isInDevice(other))];
  const asked = nearest.slice(0, MOST_COMPARED);
  try {
    return [...(await inTime(statuses.refresh(asked), signal)), ...nearest.slice(MOST_COMPARED)];
  } catch (error) {
    if (error instanceof CallError) return nearest;
    throw error;
  }
}

/** Each fails by itself. Who sends and who watches is for those who manage the camera. */
async function askAll(
  context: CallContext,
  { channel, driver }: Reached,
  signal: AbortSignal,
): Promise<Pick<CameraHealth, 'storage' | 'pushing' | 'viewers'>> {
  const { clock, grants, log, requestId } = context;
  const onFault = (error: unknown): void => {
    log({ event: 'fault', action: 'camera.health', vendor: channel.vendor, ...errorFields(error), requestId });
  };
  const how = { signal, onFault };
  const storage = toTold(driver.readStorage?.(channel.address), how);
  if (!rightsOn(grants, channel).includes('manage')) {
    const untold = { kind: 'unknown', why: 'permission-denied' } as const;
    return { storage: await storage, pushing: untold, viewers: untold };
  }
  const [pushing, viewers] = await Promise.all([
    toTold(driver.readPushing?.(channel.address), how),
    toTold(driver.listViewers?.(channel.address), how),
  ]);
  const now = clock.now();
  return {
    storage: await storage,
    pushing: mapTold(pushing, (stream) => toPushing(stream, now)),
    viewers: mapTold(viewers, (list) => list.map((viewer) => toViewer(viewer, now))),
  };
}

function toPushing(stream: PushedStream | null, now: number): Pushing | null {
  if (!stream) return null;
  const { codec, size, framesPerSecond, lastsMs } = stream;
  return { since: now - lastsMs, codec, size, framesPerSecond };
}

const toViewer = ({ protocol, onlineMs }: Viewer, now: number): VendorViewer => ({ protocol, since: now - onlineMs });

/** What it sends counts before what somebody watched. */
function codecOf({ codec }: ChannelDocument, pushing: Told<Pushing | null>): ChannelDocument['codec'] {
  const sent = pushing.kind === 'known' ? (pushing.value?.codec ?? 'unknown') : 'unknown';
  return sent === 'unknown' ? codec : sent;
}

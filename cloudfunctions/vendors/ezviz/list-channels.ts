import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import type { Clock, ListedPage } from '../../core/ports';
import type { EzvizRead } from './client';
import { toChannel, type EzvizLists } from './lists';
import { deviceInfo, type CameraRow, type DeviceRow } from './wire';

const AT_ONCE = 5;

/** Where a reading of both lists is: the next page of each, from 0, and when it began, epoch ms. */
interface Place {
  readonly camera: number;
  readonly device: number;
  readonly startedAt: number;
}

/** What a reading knows of the account's devices. */
interface Reading {
  readonly startedAt: number;
  /** The first page of devices that it read: those before were read by another instance. */
  readonly from: number;
  next: number;
  ended: boolean;
  /** Null for a device that is not the account's own: somebody shared its camera. */
  readonly rows: Map<string, DeviceRow | null>;
}

/**
 * Cameras tell neither their device's name nor since when it has a line: both lists are read side by side. They are in
 * the same order for all we know; where they are not, the list of devices runs ahead, which costs memory but no call.
 */
export function createListChannels(read: EzvizRead, lists: EzvizLists, clock: Pick<Clock, 'now'>) {
  let latest: Reading | null = null;

  /** This instance's own reading, if it is the same and has come as far; else one that takes over from another's. */
  function takeUp({ device, startedAt }: Place): Reading {
    if (latest?.startedAt === startedAt && latest.next >= device) return latest;
    const from = Math.max(0, device - 1); // devices of a page may have cameras on two
    latest = { startedAt, from, next: from, ended: false, rows: new Map() };
    return latest;
  }

  async function readOn(reading: Reading): Promise<void> {
    const { rows, last } = await lists.readDevices(reading.next);
    for (const row of rows) reading.rows.set(row.deviceSerial, row);
    reading.next += 1;
    reading.ended = last;
  }

  /** Devices on pages that another instance read. */
  async function askEach(reading: Reading, serials: readonly string[]): Promise<void> {
    const found = await inParallel(serials, AT_ONCE, (serial) => readDevice(read, serial));
    for (const [index, serial] of serials.entries()) reading.rows.set(serial, found[index] ?? null);
  }

  return async function* listChannels(from?: string): AsyncGenerator<ListedPage, void> {
    const place = placeOf(from) ?? { camera: 0, device: 0, startedAt: clock.now() };
    const { startedAt } = place;
    const reading = takeUp(place);
    const cursor = (camera: number): string => cursorOf({ camera, device: reading.next, startedAt });
    for (let { camera } = place; ; camera += 1) {
      const { rows, last } = await lists.readCameras(camera);
      const unknown = (): readonly string[] => unknownOf(rows, reading);
      while (!reading.ended && unknown().length > 0) {
        // A reading that takes over begins a page before the place: from there it must come further at least once.
        if (reading.next > place.device) yield { channels: [], next: cursor(camera) };
        await readOn(reading);
      }
      if (reading.from > 0) await askEach(reading, unknown());
      const channels = rows.map((row) => toChannel(row, reading.rows.get(row.deviceSerial) ?? undefined));
      yield { channels, next: last ? null : cursor(camera + 1) };
      if (last) return;
    }
  };
}

const unknownOf = (cameras: readonly CameraRow[], { rows }: Reading): readonly string[] => [
  ...new Set(cameras.map(({ deviceSerial }) => deviceSerial).filter((serial) => !rows.has(serial))),
];

async function readDevice(read: EzvizRead, deviceSerial: string): Promise<DeviceRow | null> {
  try {
    return (await read('device/info', { deviceSerial }, deviceInfo)).data;
  } catch (error) {
    if (error instanceof CallError && error.code === 'not-found') return null;
    throw error;
  }
}

const cursorOf = ({ camera, device, startedAt }: Place): string => [camera, device, startedAt].join('.');

/** Null for what is no cursor of ours: then the reading begins anew, and leaves nothing out. */
function placeOf(cursor: string | undefined): Place | null {
  const parts = /^(\d{1,6})\.(\d{1,6})\.(\d{1,15})$/
    .exec(cursor ?? '')
    ?.slice(1)
    .map(Number);
  const [camera, device, startedAt] = parts ?? [];
  return camera === undefined || device === undefined || startedAt === undefined ? null : { camera, device, startedAt };
}

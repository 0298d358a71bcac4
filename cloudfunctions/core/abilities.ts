import type { ControlAbilities, MirrorAxis } from '../../typings/contract/control';
import type { ChannelAbilities, Capabilities, Switches } from './capabilities';
import type { ChannelDocument } from './documents';
import { errorFields, type Log } from './log';
import { createMemory } from './memory';
import type { Clock, Driver } from './ports';

/** `all`: the vendor tells nothing of single cameras, so that what its driver offers is all there is to know. */
export type Told = ChannelAbilities | 'all' | 'unknown';

/** What the vendor says that one camera can do. It never rejects: a vendor that does not answer leaves it `unknown`. */
export type ReadAbilities = (channel: ChannelDocument, driver: Driver) => Promise<Told>;

/** A camera learns something new with new firmware only. */
const REMEMBER_MS = 10 * 60_000;
const MOST_CHANNELS = 5_000;
const EVERY_AXIS: readonly MirrorAxis[] = ['horizontal', 'vertical', 'both'];

export function createReadAbilities({ clock, log }: { readonly clock: Clock; readonly log: Log }): ReadAbilities {
  const memory = createMemory<ChannelAbilities>(clock, REMEMBER_MS, MOST_CHANNELS);
  return async ({ _id, address, vendor }, driver) => {
    if (!driver.readAbilities) return 'all';
    const known = memory.get(_id);
    if (known) return known;
    try {
      const told = await driver.readAbilities(address);
      memory.put(_id, told);
      return told;
    } catch (error) {
      log({ event: 'fault', action: 'channel.abilities', vendor, ...errorFields(error) });
      return 'unknown';
    }
  };
}

const NOTHING: ControlAbilities = {
  ...{ ptz: null, talk: null, mirror: [], switches: [] },
  ...{ snapshot: false, gallery: false },
};

/** What a camera's driver offers and the camera can do. While that is not known, nothing is promised. */
export function controlOf(driver: Capabilities, told: Told): ControlAbilities {
  const { snapshots, pictures } = driver;
  const gallery = pictures !== undefined;
  if (told === 'unknown') return { ...NOTHING, gallery };
  const camera = told === 'all' ? null : told;
  return {
    ptz: ptzOf(driver, camera),
    talk: driver.talk && camera && camera.talk !== 'none' ? { mode: camera.talk, phrases: true } : null,
    mirror: driver.switches?.mirror ? (camera?.mirror ?? EVERY_AXIS) : [],
    switches: switchesOf(driver.switches ?? {}, camera),
    snapshot: snapshots !== undefined && (camera?.snapshot ?? true),
    gallery,
  };
}

function ptzOf({ ptz, presets }: Capabilities, camera: ChannelAbilities | null): ControlAbilities['ptz'] {
  if (!ptz) return null;
  const motions = ptz.motions.filter((motion) => camera?.motions.includes(motion) ?? true);
  if (motions.length === 0) return null;
  const { speeds, limits } = ptz;
  return { motions, speeds, limits, presets: presets !== undefined && (camera?.presets ?? true) };
}

function switchesOf(switches: Switches, camera: ChannelAbilities | null): ControlAbilities['switches'] {
  const offered = {
    mask: switches.setMask !== undefined && (camera?.mask ?? true),
    camera: switches.setCamera !== undefined,
    recording: switches.setRecording !== undefined,
    level: switches.setLevel !== undefined,
  };
  return (['mask', 'camera', 'recording', 'level'] as const).filter((name) => offered[name]);
}

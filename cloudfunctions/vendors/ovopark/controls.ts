import type { ChannelAbilities, PtzControl, PtzMotion, Snapshots } from '../../core/capabilities';
import { CallError } from '../../core/errors';
import type { ChannelAddress, Clock } from '../../core/ports';
import type { OvoparkApi } from './api';
import { RECOMMENDED_SPEED, type PtzCommand } from './api/control';
import { explain } from './status';

/** What begins each motion, and what ends it: turning and zooming have a stop each. */
const COMMANDS = new Map<PtzMotion, { readonly begin: PtzCommand; readonly end: PtzCommand }>([
  ['up', { begin: 'up', end: 'stopTurn' }],
  ['down', { begin: 'down', end: 'stopTurn' }],
  ['left', { begin: 'left', end: 'stopTurn' }],
  ['right', { begin: 'right', end: 'stopTurn' }],
  ['zoom-in', { begin: 'zoomIn', end: 'stopZoom' }],
  ['zoom-out', { begin: 'zoomOut', end: 'stopZoom' }],
]);
const MOTIONS: readonly PtzMotion[] = [...COMMANDS.keys()];

/** Our 0–1 as theirs, up to the speed that the page recommends. */
const speedOf = (speed: number): number => 1 + Math.round(speed * (RECOMMENDED_SPEED - 1));

/** The vendor has no word for an end stop, so that a motion is always `moved`. */
export function ptzOf(api: OvoparkApi): PtzControl {
  const { control } = api;
  return {
    motions: MOTIONS,
    speeds: 3,
    limits: false,
    async start(address, motion, speed) {
      const { begin } = commandsOf(motion);
      await explained(api, address, control.ptzCtrlAll(address.deviceId, begin, speedOf(speed)));
      return 'moved';
    },
    stop: ({ deviceId }, motion) => control.ptzCtrlAll(deviceId, commandsOf(motion).end, RECOMMENDED_SPEED),
  };
}

function commandsOf(motion: PtzMotion): { readonly begin: PtzCommand; readonly end: PtzCommand } {
  const commands = COMMANDS.get(motion);
  if (commands === undefined) throw new CallError('unsupported', `ovopark has no ${motion}`, { vendor: 'ovopark' });
  return commands;
}

export function snapshotsOf(api: OvoparkApi, clock: Clock): Snapshots {
  return {
    async take(address) {
      const takenAt = clock.now();
      const url = await explained(api, address, api.control.snapshot(address.deviceId));
      return { name: new URL(url).pathname.split('/').at(-1) ?? '', takenAt, bytes: null, url };
    },
  };
}

/** A failure that says nothing may be that of a device without a line. */
const explained = <T>(api: OvoparkApi, address: ChannelAddress, call: Promise<T>): Promise<T> =>
  call.catch(async (error: unknown) => {
    throw await explain(api, address, error);
  });

/** The list of a store says which of its devices turn; of one whose store is not known, it has to be tried. */
export async function readAbilities(
  { stores }: OvoparkApi,
  { deviceId, groupId }: ChannelAddress,
): Promise<ChannelAbilities> {
  const found = groupId === null ? [] : await stores.getVideoDeviceList(groupId);
  const device = found.flatMap(({ devices }) => devices).find(({ id }) => id === deviceId);
  return {
    talk: 'none',
    motions: device?.ptzEnable === 0 ? [] : MOTIONS,
    mirror: [],
    mask: false,
    snapshot: true,
    presets: false,
  };
}

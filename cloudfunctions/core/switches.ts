import type { SwitchChange } from '../../typings/contract/control';
import type { Switches } from './capabilities';
import type { ChannelAddress } from './ports';

const METHODS = {
  mirror: 'mirror',
  mask: 'setMask',
  camera: 'setCamera',
  recording: 'setRecording',
  level: 'setLevel',
} as const satisfies Readonly<Record<SwitchChange['name'], keyof Switches>>;

/** Whether the vendor has that switch at all. */
export function hasSwitch(switches: Switches, { name }: SwitchChange): boolean {
  return switches[METHODS[name]] !== undefined;
}

/** Carries out a change of a switch that the vendor has. */
export async function changeSwitch(switches: Switches, at: ChannelAddress, change: SwitchChange): Promise<void> {
  switch (change.name) {
    case 'mirror':
      return switches.mirror?.(at, change.axis);
    case 'mask':
      return switches.setMask?.(at, change.on);
    case 'camera':
      return switches.setCamera?.(at, change.on);
    case 'recording':
      return switches.setRecording?.(at, change.on);
    case 'level':
      return switches.setLevel?.(at, change.level);
  }
}

/** A change in a few words, for the record. */
export function describeChange(change: SwitchChange): string {
  switch (change.name) {
    case 'mirror':
      return `mirror ${change.axis}`;
    case 'level':
      return `level ${change.level}`;
    default:
      return `${change.name} ${change.on ? 'on' : 'off'}`;
  }
}

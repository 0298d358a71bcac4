import type { ChannelAddress, VendorChannel } from './ports';

/** A device that is to come into the account. */
export interface NewDevice {
  /** Its serial number. */
  readonly deviceId: string;
  /** Printed on its label, where the vendor asks for one. */
  readonly code: string;
  readonly name: string;
}

/** A device of the account with its channels, as far as the vendor lists them yet. */
export interface FoundDevice {
  readonly deviceId: string;
  readonly channels: readonly VendorChannel[];
}

/** Adding and removing devices of the account. */
export interface DeviceAdmin {
  /** Resolves to the vendor's id of it; AddingRefused where the vendor says why it cannot be, or need not be, added. */
  add(device: NewDevice): Promise<string>;
  /** By its serial number and, where it is known, the id that `add` gave; null when the account has no such device. */
  find(serial: string, deviceId?: string): Promise<FoundDevice | null>;
  rename(address: ChannelAddress, name: string): Promise<void>;
  /**
   * Makes one more channel known of a device that is there; the others keep their names. `conflict` when it has one of
   * this number; absent where devices tell by themselves what they have.
   */
  extend?(address: ChannelAddress, name: string): Promise<void>;
  /**
   * Takes a camera out, with what the vendor keeps of it, and its device with the last one. `unsupported` where the
   * vendor takes whole devices only and this one has other cameras.
   */
  remove(address: ChannelAddress): Promise<void>;
}

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLEET_VENDORS, type FleetVendor } from './fleet';

/** Where each vendor's API listens. */
export type Ports = Readonly<Partial<Record<FleetVendor, number>>>;

const fileIn = (dataDir: string): string => join(dataDir, 'ports.json');

/**
 * Where the vendors' APIs of this data folder listened last: an account that somebody added by hand holds the address,
 * and is to find its vendor after the next start, too. None where that cannot be read.
 */
export function portsIn(dataDir: string): Ports {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return {};
  const kept = parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(FLEET_VENDORS.flatMap((vendor) => (isPort(kept[vendor]) ? [[vendor, kept[vendor]]] : [])));
}

/** Puts down where they listen now. */
export function keepPorts(
  dataDir: string,
  simulators: readonly { readonly vendor: string; readonly baseUrl: string }[],
): void {
  if (simulators.length === 0) return;
  const ports = simulators.map(({ vendor, baseUrl }) => [vendor, Number(new URL(baseUrl).port)] as const);
  const fresh = `${fileIn(dataDir)}.new`;
  writeFileSync(fresh, JSON.stringify(Object.fromEntries(ports)), { flush: true });
  renameSync(fresh, fileIn(dataDir));
}

const isPort = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

import type { CameraTrait, DemoCamera } from '../simulator';
import { BARE, modelOf, type Model } from './models';

/** A device that is in nobody's demo account at the start, to try out adding. */
export interface StockDevice {
  readonly camera: DemoCamera;
  readonly model: Model;
  /** The six letters printed on its label. */
  readonly validateCode: string;
  /** What becomes of a call that would add it, besides what its state says. */
  readonly fate: 'addable' | 'owned-by-another' | 'adding-fails';
}

/** A well-formed serial number that belongs to another account: 20018 where a call needs ownership, 20013 at adding. */
export const FOREIGN_SERIAL = 'K99999999';

interface StockRow {
  readonly serial: string;
  readonly validateCode: string;
  readonly trait?: CameraTrait;
  readonly fate?: StockDevice['fate'];
  readonly model?: Model;
}

const ROWS: readonly StockRow[] = [
  { serial: 'K20000001', validateCode: 'KANDIA' },
  { serial: 'K20000002', validateCode: 'MENDIA' },
  { serial: 'K20000003', validateCode: 'LIXIAN', trait: 'offline' },
  { serial: 'K20000004', validateCode: 'SHIBAI', fate: 'adding-fails' },
  { serial: 'K20000007', validateCode: 'JIANYI', model: BARE },
  { serial: FOREIGN_SERIAL, validateCode: 'BIEREN', fate: 'owned-by-another' },
];
/** Above every number of the demo chain. */
const FIRST_NUMBER = 30_001;

export const STOCK: readonly StockDevice[] = ROWS.map(
  ({ serial, validateCode, trait = 'normal', fate = 'addable', model }, index) => {
    const device = FIRST_NUMBER + index;
    const label = `NEW ${String(index + 1).padStart(2, '0')}`;
    const camera: DemoCamera = {
      vendor: 'ezviz',
      store: 0,
      name: serial,
      label,
      device,
      serial,
      channel: '1',
      trait,
    };
    return { camera, model: model ?? modelOf(camera), validateCode, fate };
  },
);

const LETTERS = 26;

/** The six letters on a demo device's label: for `K10000001` they are `SGAAAB`, for the next one `SGAAAC`. */
export function validateCodeOf(serial: string): string {
  const stocked = STOCK.find(({ camera }) => camera.serial === serial);
  if (stocked) return stocked.validateCode;
  let rest = Number.parseInt(serial.replace(/\D/g, ''), 10) % 10_000_000;
  let code = '';
  for (let letter = 0; letter < 4; letter++) {
    code = String.fromCharCode(65 + (rest % LETTERS)) + code;
    rest = Math.floor(rest / LETTERS);
  }
  return `SG${code}`;
}

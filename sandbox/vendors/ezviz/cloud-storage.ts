import type { SimContext, Span } from '../simulator';
import { cloudFiles } from './archive';
import type { Camera } from './camera';
import type { Success } from './codes';
import { checkSupport, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import type { Fields } from './fields';
import { supports } from './models';
import { STOCK } from './stock';
import { StorageCards, type StorageCard } from './storage-cards';

/** The guide's `status`: -2 unsupported, -1 never opened, 1 open, 2 over. Its 0, not begun, cannot come about here. */
export type StorageStatus = -2 | -1 | 1 | 2;

/** One paid time, epoch ms. */
interface Service extends Span {
  readonly keptDays: number;
}

const DAY_MS = 86_400_000;
/** What the demo chain's own cameras have from the start: a year of which some has passed. */
const FIRST_KEPT_DAYS = 7;
const FIRST_DAYS_LEFT = 280;
const YEAR_DAYS = 365;

/** Which cameras have room in the vendor's cloud, and what that holds. */
export class CloudStorage {
  private readonly opened = new Map<Camera, readonly Service[]>();
  private readonly first: Service;

  constructor(private readonly now: () => number) {
    const to = (Math.floor(now() / DAY_MS) + FIRST_DAYS_LEFT) * DAY_MS;
    this.first = { keptDays: FIRST_KEPT_DAYS, from: to - YEAR_DAYS * DAY_MS, to };
  }

  statusOf(camera: Camera): StorageStatus {
    if (!supports(camera.model, 'support_cloud')) return -2;
    if (this.servicesOf(camera).length === 0) return -1;
    return this.current(camera) ? 1 : 2;
  }

  /** Recordings that were taken while the storage was open, and are not too old to be kept. */
  files(camera: Camera, span: Span): readonly Span[] {
    const now = this.now();
    const service = this.current(camera);
    if (!service) return [];
    const services = this.servicesOf(camera);
    const oldest = now - service.keptDays * DAY_MS;
    return cloudFiles(camera.demo, span, now).filter(
      ({ from }) => from >= oldest && services.some((one) => from >= one.from && from < one.to),
    );
  }

  /** `immediately` ends what is there; else the new time begins when the present one is over. */
  open(camera: Camera, { keptDays, serviceDays }: StorageCard, immediately: boolean): void {
    const services = this.servicesOf(camera);
    const from = immediately ? this.now() : Math.max(this.now(), services.at(-1)?.to ?? 0);
    const past = services.filter((one) => one.from < from).map((one) => ({ ...one, to: Math.min(one.to, from) }));
    this.opened.set(camera, [...past, { keptDays, from, to: from + serviceDays * DAY_MS }]);
  }

  /** The row of `device/info`: the present time's days, and an end that counts what follows. */
  row(camera: Camera): object {
    const services = this.servicesOf(camera);
    const shown = this.current(camera) ?? services.at(-1);
    const to = services.at(-1)?.to ?? 0;
    const { serial, channel } = camera.demo;
    return {
      userName: 'sandbox',
      deviceSerial: serial,
      channelNo: Number(channel),
      status: this.statusOf(camera),
      ...(shown && {
        totalDays: shown.keptDays,
        validDays: Math.max(0, Math.ceil((to - this.now()) / DAY_MS)),
        startTime: shown.from,
        expireTime: to,
      }),
    };
  }

  private current(camera: Camera): Service | undefined {
    const now = this.now();
    return this.servicesOf(camera).find(({ from, to }) => now >= from && now < to);
  }

  private servicesOf(camera: Camera): readonly Service[] {
    const known = this.opened.get(camera);
    if (known || !supports(camera.model, 'support_cloud')) return known ?? [];
    const isNew = STOCK.some((one) => one.camera.serial === camera.demo.serial);
    return isNew ? [] : [this.first];
  }
}

/** Asking for a camera's storage, and opening it with a card. */
export function createStorageCalls(context: SimContext, devices: Devices, storage: CloudStorage): Endpoints {
  const cards = new StorageCards(context.now);

  const info = (fields: Fields): Success => ({
    data: storage.row(devices.findCamera(fields, { missing: '20032' })),
  });

  const open = (fields: Fields): Success => {
    const camera = devices.findCamera(fields, { missing: '20032' });
    const immediately = fields.integer('isImmediately', { least: 0, most: 1, fallback: 0 }) === 1;
    const password = fields.text('cardPassword');
    checkSupport(camera, 'support_cloud');
    storage.open(camera, cards.spend(password, camera.demo.serial), immediately);
    return {};
  };

  return {
    '/api/lapp/cloud/storage/device/info': { access: 'GET', run: info },
    '/api/lapp/cloud/storage/open': { access: 'CONFIG', run: open },
  };
}

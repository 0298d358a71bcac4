/** What is special about a demo camera; what follows from it is each vendor's own way. */
export type CameraTrait =
  | 'normal'
  | 'offline'
  /** EZVIZ: the stream is encrypted (60019). OneNET: one such camera stands for encryption of the whole product. */
  | 'encrypted'
  /** Ovopark: reports H265, so only hls, tlshls and rtsp are offered. */
  | 'h265'
  /** Its stream is cut every few seconds. */
  | 'flaky'
  /** EZVIZ: the privacy mask is on. */
  | 'masked'
  /** OneNET: the camera encodes one stream, whose level cannot be changed. */
  | 'main-only';

export const FLEET_VENDORS = ['ezviz', 'onenet', 'ovopark'] as const;
export type FleetVendor = (typeof FLEET_VENDORS)[number];

/** One lens of the demo chain, as its vendor knows it. */
export interface DemoCamera<V extends string = FleetVendor> {
  readonly vendor: V;
  /** Index into the fleet's stores. */
  readonly store: number;
  readonly name: string;
  /** Latin name burnt into the picture. */
  readonly label: string;
  /** 1–20,000, unique in the fleet: the number in the picture's strip. */
  readonly device: number;
  /** EZVIZ: deviceSerial. OneNET: device_id. Ovopark: device id. */
  readonly serial: string;
  /** Channel number at the vendor, from 1. */
  readonly channel: string;
  readonly trait: CameraTrait;
}

export interface DemoStore {
  readonly name: string;
  /** IANA name. */
  readonly zone: string;
}

export interface Fleet {
  readonly stores: readonly DemoStore[];
  readonly cameras: readonly DemoCamera[];
}

export const DEFAULT_FLEET = 28;
const LARGEST_FLEET = 20_000;
const CAMERAS_PER_STORE = 25;
const CHANNELS_PER_BOX = 4;
/** Every so many boxes of the generated stores one has lost its line. */
const OFFLINE_EVERY = 20;

const FIRST_STORES = ['南京路店', '人民广场店', '徐家汇店', '陆家嘴店', '静安寺店', '五角场店'];
const DISTRICTS = ['中山公园', '虹桥', '外滩', '豫园', '新天地', '打浦桥', '世纪公园', '张江', '金桥', '七宝'];
const STREETS = ['淮海路', '四川路', '长寿路', '控江路', '漕宝路', '浦建路', '共和新路', '曹杨路', '水城路', '东方路'];
const FLOORS = ['', '一号', '二号', '三号', '四号', '五号', '六号', '七号'];

const PLACES = [
  ['收银台', 'CASHIER'],
  ['后门', 'BACK DOOR'],
  ['仓库', 'STOCKROOM'],
  ['大堂', 'LOBBY'],
  ['前门', 'FRONT DOOR'],
  ['货架', 'SHELVES'],
  ['走廊', 'CORRIDOR'],
  ['服务台', 'SERVICE DESK'],
  ['办公室', 'OFFICE'],
  ['后厨', 'KITCHEN'],
  ['停车场', 'CAR PARK'],
  ['冷库', 'COLD STORE'],
  ['卸货区', 'LOADING BAY'],
  ['休息室', 'STAFF ROOM'],
  ['电梯口', 'LIFT'],
  ['自助区', 'SELF CHECKOUT'],
] as const satisfies readonly (readonly [string, string])[];

type Place = (typeof PLACES)[number][0];
/** Vendor, place, trait; `shared` puts the camera on the box of the row before it. */
type Row = readonly [FleetVendor, Place, CameraTrait?, 'shared'?];

/** The default demo chain, by store. */
const FIRST_CAMERAS: readonly (readonly Row[])[] = [
  [
    ['ezviz', '收银台'],
    ['ezviz', '大堂', 'normal', 'shared'],
    ['onenet', '后门'],
    ['ovopark', '仓库'],
    ['ovopark', '停车场'],
  ],
  [
    ['ezviz', '前门'],
    ['ezviz', '后厨', 'encrypted'],
    ['onenet', '收银台'],
    ['onenet', '走廊', 'normal', 'shared'],
    ['ovopark', '大堂'],
  ],
  [
    ['ezviz', '停车场', 'offline'],
    ['ezviz', '收银台'],
    ['onenet', '货架', 'main-only'],
    ['ovopark', '冷库', 'h265'],
    ['ovopark', '后门'],
  ],
  [
    ['ezviz', '仓库'],
    ['onenet', '卸货区', 'flaky'],
    ['onenet', '大堂'],
    ['ovopark', '收银台'],
    ['ovopark', '电梯口'],
  ],
  [
    ['ezviz', '休息室', 'masked'],
    ['ezviz', '服务台'],
    ['onenet', '收银台', 'main-only'],
    ['ovopark', '前门'],
  ],
  [
    ['ezviz', '自助区'],
    ['onenet', '仓库'],
    ['onenet', '前门'],
    ['ovopark', '收银台'],
  ],
];

/**
 * The demo chain with `count` cameras (1–20,000): always the same for the same count, and a prefix
 * of every larger one. Throws RangeError outside those bounds.
 */
export function makeFleet(count: number = DEFAULT_FLEET): Fleet {
  if (!Number.isInteger(count) || count < 1 || count > LARGEST_FLEET) {
    throw new RangeError(`a fleet has 1 to ${LARGEST_FLEET} cameras`);
  }
  const cameras = FIRST_CAMERAS.flatMap((rows, store) => rows.map((row) => ({ store, row }))).map(firstCamera);
  for (let index = cameras.length; index < count; index++) cameras.push(generatedCamera(index));
  const kept = cameras.slice(0, count);
  const stores = Math.max(FIRST_STORES.length, (kept.at(-1)?.store ?? 0) + 1);
  return { stores: Array.from({ length: stores }, makeStore), cameras: kept };
}

function firstCamera({ store, row }: { store: number; row: Row }, index: number): DemoCamera {
  const [vendor, place, trait = 'normal', shared] = row;
  const device = index + 1;
  const box = shared ? device - 1 : device;
  const channel = shared ? '2' : '1';
  return {
    vendor,
    store,
    name: place,
    label: label(place, device),
    device,
    serial: serial(vendor, box),
    channel,
    trait,
  };
}

/** Past the first stores, every store holds 25 cameras, the vendors in turn, four to a box. */
function generatedCamera(index: number): DemoCamera {
  const device = index + 1;
  const nth = index - DEFAULT_FLEET;
  const within = nth % CAMERAS_PER_STORE;
  const vendor = turn(within);
  const ofVendor = Math.floor(within / VENDORS.length);
  const channel = vendor === 'ovopark' ? 0 : ofVendor % CHANNELS_PER_BOX;
  const box = device - channel * VENDORS.length;
  const [place] = pick(PLACES, nth);
  return {
    vendor,
    store: FIRST_STORES.length + Math.floor(nth / CAMERAS_PER_STORE),
    name: `${place} ${String(Math.floor(nth / PLACES.length) + 2)}`,
    label: label(place, device),
    device,
    serial: serial(vendor, box),
    channel: String(channel + 1),
    trait: box % OFFLINE_EVERY === 0 ? 'offline' : 'normal',
  };
}

const VENDORS = ['ezviz', 'onenet', 'ovopark'] as const satisfies readonly FleetVendor[];
const turn = (within: number): FleetVendor => pick(VENDORS, within);

function label(place: Place, device: number): string {
  const latin = PLACES.find(([name]) => name === place)?.[1] ?? '';
  return `${latin} ${String(device).padStart(2, '0')}`;
}

/** Serial numbers in the vendor's own shape, recognisable as a demo's. */
function serial(vendor: FleetVendor, box: number): string {
  switch (vendor) {
    case 'ezviz':
      return `K${String(10_000_000 + box)}`;
    case 'onenet':
      return String(2_160_000 + box);
    case 'ovopark':
      return String(130_000 + box);
  }
}

function makeStore(_: unknown, index: number): DemoStore {
  const zone = 'Asia/Shanghai';
  const first = FIRST_STORES[index];
  if (first !== undefined) return { name: first, zone };
  const nth = index - FIRST_STORES.length;
  const street = Math.floor(nth / DISTRICTS.length);
  const floor = Math.floor(street / STREETS.length);
  return { name: `${pick(DISTRICTS, nth)}${pick(STREETS, street)}${pick(FLOORS, floor)}店`, zone };
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

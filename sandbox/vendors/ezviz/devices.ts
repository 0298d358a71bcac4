import { groupByBox, type Box, type DemoCamera, type SimContext } from '../simulator';
import { Camera } from './camera';
import { Refusal } from './codes';
import type { Fields } from './fields';
import { behindRecorder, modelOf, RECORDER_CAPACITY, RECORDER_TYPE, supports, type Model } from './models';
import { FOREIGN_SERIAL, STOCK, validateCodeOf } from './stock';

/** One box with a serial number, in the account or not. */
export interface Device {
  readonly serial: string;
  readonly cameras: readonly Camera[];
  /** A box with several lenses is a recorder (NVR). */
  readonly isRecorder: boolean;
  readonly type: string;
  /** What the box reports of itself. */
  readonly capacity: Readonly<Record<string, string>>;
  name: string;
  /** Epoch ms. */
  addedAt: number;
}

const FIRST_ADDED = Date.UTC(2024, 0, 15, 2);
type ChannelField = 'channelNo' | 'channel';

/** What a call does when the device has no such channel, and how the call names one. */
export interface ChannelRule {
  readonly field?: ChannelField;
  /** The endpoints do not agree on the code. */
  readonly missing?: '20001' | '20032';
}

/** The account's devices, and how a call names one of them. */
export class Devices {
  private readonly mine = new Map<string, Device>();
  /** Boxes that exist but are not in the account. */
  private readonly others = new Map<string, Device>();
  private cameraRows: readonly Camera[] | null = null;

  constructor(private readonly context: SimContext) {
    for (const box of groupByBox(context, '录像机').values()) this.mine.set(box.serial, this.open(box));
    for (const { camera, model } of STOCK) {
      const box = { serial: camera.serial, name: camera.serial, cameras: [camera] };
      this.others.set(camera.serial, this.open(box, model));
    }
  }

  all(): readonly Device[] {
    return [...this.mine.values()];
  }

  allCameras(): readonly Camera[] {
    this.cameraRows ??= this.all().flatMap(({ cameras }) => cameras);
    return this.cameraRows;
  }

  lookUp(serial: string, channel: string): Camera | undefined {
    return this.mine.get(serial)?.cameras.find(({ demo }) => demo.channel === channel);
  }

  /** In the account or not. */
  lookUpAny(serial: string): Device | undefined {
    return this.mine.get(serial) ?? this.others.get(serial);
  }

  /** 20014, 20018 or 20002 when `deviceSerial` names none of ours. */
  find(fields: Fields): Device {
    const serial = fields.serial();
    const device = this.mine.get(serial);
    if (device) return device;
    throw new Refusal(serial === FOREIGN_SERIAL ? '20018' : '20002');
  }

  /** Also 20001 or 20032 when the device has no such channel, by default 1. */
  findCamera(fields: Fields, { field = 'channelNo', missing = '20001' }: ChannelRule = {}): Camera {
    const { serial } = this.find(fields);
    const channel = fields.integer(field, { least: 0, most: 999, fallback: 1 });
    const camera = this.lookUp(serial, String(channel));
    if (!camera) throw new Refusal(missing);
    return camera;
  }

  /** Also 20007 when the camera has lost its line. */
  findOnline(fields: Fields, rule: ChannelRule = {}): Camera {
    const camera = this.findCamera(fields, rule);
    if (this.context.isOffline(camera.demo)) throw new Refusal('20007');
    return camera;
  }

  isOnline(device: Device): boolean {
    return device.cameras.some(({ demo }) => !this.context.isOffline(demo));
  }

  /** device/add: takes a box into the account whose label bears `validateCode`. */
  add(serial: string, validateCode: string): void {
    if (this.mine.has(serial)) throw new Refusal('20017');
    const device = this.others.get(serial);
    if (!device) throw new Refusal('20002');
    const fate = STOCK.find(({ camera }) => camera.serial === serial)?.fate;
    if (fate === 'owned-by-another') throw new Refusal('20013');
    if (!this.isOnline(device)) throw new Refusal('20007');
    if (validateCode !== validateCodeOf(serial)) throw new Refusal('20010');
    if (fate === 'adding-fails') throw new Refusal('20011');
    this.others.delete(serial);
    device.addedAt = this.context.now();
    this.mine.set(serial, device);
    this.cameraRows = null;
  }

  /** device/delete: the box goes back among those that anybody may add, under its first name. */
  delete(device: Device): void {
    this.mine.delete(device.serial);
    device.name = `${device.type}(${device.serial})`;
    this.others.set(device.serial, device);
    this.cameraRows = null;
    const numbers = device.cameras.map(({ demo }) => demo.device);
    this.context.origin.cut((picture) => numbers.includes(picture.device));
  }

  private open({ serial, name, cameras }: Box, model?: Model): Device {
    const isRecorder = cameras.length > 1;
    const lenses = cameras.map(
      (demo) => new Camera(demo, this.modelFor(demo, { isRecorder, model }), this.context.now),
    );
    const own = lenses[0]?.model;
    return {
      serial,
      name,
      cameras: lenses,
      isRecorder,
      type: isRecorder || !own ? RECORDER_TYPE : own.type,
      capacity: isRecorder || !own ? RECORDER_CAPACITY : own.capacity,
      addedAt: FIRST_ADDED,
    };
  }

  private modelFor(demo: DemoCamera, { isRecorder, model }: { isRecorder: boolean; model: Model | undefined }): Model {
    const own = model ?? modelOf(demo);
    return isRecorder ? behindRecorder(own) : own;
  }
}

/** 60020, or the code given, unless the camera has the capability. */
export function checkSupport({ model }: Camera, key: string, code = '60020'): void {
  if (!supports(model, key)) throw new Refusal(code);
}

import type { Channel, SessionMember } from '../../../typings/contract/domain';
import type { DeviceMessage, ProductObject, ReadableBytes, TypedBytes } from '../../../typings/contract/tools';
import type { Progress } from '../../../miniprogram/services/downloads';
import type { UploadOrder, UploadResult } from '../../../miniprogram/services/uploads';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { Ticking } from '../../../miniprogram/stores/ticking';
import { ToolAccounts, type ToolAccount } from '../../../miniprogram/stores/tool-accounts';
import { dictionaries, type Dictionary } from '../../../miniprogram/tools/i18n/index';
import { AccountCameras } from '../../../miniprogram/tools/stores/account-cameras';
import { ByteSender } from '../../../miniprogram/tools/stores/byte-sender';
import { DeviceMessages } from '../../../miniprogram/tools/stores/device-messages';
import { DevicePage } from '../../../miniprogram/tools/stores/device-page';
import { EncryptionStore } from '../../../miniprogram/tools/stores/encryption-store';
import { ObjectDownload } from '../../../miniprogram/tools/stores/object-download';
import { ObjectUpload } from '../../../miniprogram/tools/stores/object-upload';
import { ObjectsPage } from '../../../miniprogram/tools/stores/objects-page';
import { ObjectsStore } from '../../../miniprogram/tools/stores/objects-store';
import { ToolsPage } from '../../../miniprogram/tools/stores/tools-page';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { Answers, makeDeferred } from './answers';
import { makeChannel, NOTICE } from './cloud';
import { anOwner, OWN_CODE } from './people';
import { FakeClock, NOON, SHANGHAI } from './phone';

export const readable = (text: string): ReadableBytes => {
  const bytes = Buffer.from(text);
  return { text, hex: bytes.toString('hex'), bytes: bytes.length };
};

export const makeMessage = (id: string, change: Partial<DeviceMessage> = {}): DeviceMessage => ({
  ...{ id, at: NOON - 60_000 },
  ...readable(`消息 ${id}`),
  ...change,
});

const makeObject = (name: string, change: Partial<ProductObject> = {}): ProductObject => ({
  ...{ name, bytes: 2048, at: NOON - 60_000, description: '' },
  ...change,
});

const refuse = (code: FailureCode): never => {
  throw new CallFailed(code, 'R1', null);
};

/** A cloud with an account that has tools, that does what it is asked to, once for each key. */
export class FakeToolCloud {
  accounts: readonly ToolAccount[] = [{ id: 'a0', name: '总部' }];
  encrypted = false;
  cameras: readonly Channel[] = [
    makeChannel('gate', { name: '收银台', tools: true, rights: ['view', 'manage'] }),
    makeChannel('yard', { name: '后门', tools: true, rights: ['view', 'manage'] }),
  ];
  messages: readonly DeviceMessage[] = [];
  /** What the device was sent, and what it says to a command. */
  readonly told: TypedBytes[] = [];
  reply: ReadableBytes | null = null;
  objects: readonly ProductObject[] = [makeObject('menu.pdf'), makeObject('open.mp3', { at: NOON - 120_000 })];
  unlisted = 0;
  private readonly done = new Set<string>();

  serve(answers: Answers): Answers {
    return this.serveDevice(answers)
      .on('tool.accounts', () => ({ accounts: this.accounts }))
      .on('encryption.read', () => ({ on: this.encrypted }))
      .on('encryption.set', ({ on }) => {
        this.encrypted = on;
        return null;
      })
      .on('object.list', () => ({ objects: this.objects, total: this.objects.length + this.unlisted }))
      .on('object.put', ({ name, description, requestKey }) => {
        if (!this.once(requestKey)) return null;
        if (this.objects.some((object) => object.name === name)) refuse('conflict');
        this.objects = [...this.objects, makeObject(name, { description, at: NOON })];
        return null;
      })
      .on('object.open', ({ name }) => ({ url: `https://files.example/${name}` }))
      .on('object.remove', ({ name }) => {
        if (!this.objects.some((object) => object.name === name)) refuse('not-found');
        this.objects = this.objects.filter((object) => object.name !== name);
        return null;
      });
  }

  private serveDevice(answers: Answers): Answers {
    return answers
      .on('channel.list', ({ ids, query = '', cursor, limit = 50 }) => {
        const fitting = this.cameras.filter(({ id, name }) => (ids?.includes(id) ?? true) && name.includes(query));
        const end = Number(cursor ?? 0) + limit;
        return { channels: fitting.slice(Number(cursor ?? 0), end), next: end < fitting.length ? String(end) : null };
      })
      .on('message.list', ({ from, to }) => ({
        messages: this.messages.filter(({ at }) => at >= from && at < to),
        more: this.messages.length >= 200,
      }))
      .on('data.send', ({ data, requestKey }) => {
        if (this.once(requestKey)) this.told.push(data);
        return null;
      })
      .on('command.send', ({ data, requestKey }) => {
        if (this.once(requestKey)) this.told.push(data);
        return { reply: this.reply };
      });
  }

  /** Whether a key comes for the first time. */
  private once(key: string): boolean {
    const isNew = !this.done.has(key);
    this.done.add(key);
    return isNew;
  }
}

/** Uploads and downloads that a test ends when it pleases. */
class FakeTransfers {
  readonly orders: UploadOrder[] = [];
  readonly urls: string[] = [];
  cancelled = 0;
  private upload = makeDeferred<UploadResult>();
  private download = makeDeferred<
    { readonly kind: 'loaded'; readonly path: string } | { readonly kind: 'cancelled' }
  >();
  private tellLoaded: (progress: Progress) => void = () => undefined;

  readonly startUpload = (order: UploadOrder) => {
    this.orders.push(order);
    const own = makeDeferred<UploadResult>();
    this.upload = own;
    return { result: own.promise, cancel: () => this.stop(() => own.resolve({ kind: 'cancelled' })) };
  };

  readonly startDownload = (url: string, onProgress: (progress: Progress) => void) => {
    this.urls.push(url);
    this.tellLoaded = onProgress;
    const own = makeDeferred<{ kind: 'loaded'; path: string } | { kind: 'cancelled' }>();
    this.download = own;
    return { result: own.promise, cancel: () => this.stop(() => own.resolve({ kind: 'cancelled' })) };
  };

  sent(share: number): void {
    this.orders.at(-1)?.onProgress(share);
  }

  endUpload(result: UploadResult = { kind: 'uploaded', fileId: 'cloud://env/objects/1.bin' }): void {
    this.upload.resolve(result);
  }

  loaded(progress: Progress): void {
    this.tellLoaded(progress);
  }

  endDownload(): void {
    this.download.resolve({ kind: 'loaded', path: 'wxfile://tmp/1' });
  }

  private stop(end: () => void): void {
    this.cancelled += 1;
    end();
  }
}

/** The stores and pages of tools, as one phone has them. */
export function makeTools({ caller = anOwner() }: { readonly caller?: SessionMember } = {}) {
  const cloud = new FakeToolCloud();
  const answers = cloud.serve(new Answers());
  answers.on('session.start', () => ({ visitorCode: OWN_CODE, member: caller, notice: NOTICE, now: NOON }));
  const clock = new FakeClock();
  const { call } = answers;
  const words = (): Dictionary => dictionaries['zh-CN'];
  const session = new SessionStore({ call });
  let last = 0;
  const random = () => (last = (last + 0.1) % 1);
  const telling = { ticking: new Ticking(clock), zone: SHANGHAI, words };

  const accounts = new ToolAccounts({ call, clock });
  const encryption = new EncryptionStore({ call, clock });
  const cameras = new AccountCameras({ call, clock });
  const toolsPage = new ToolsPage({ session, accounts, encryption, cameras, words });

  const messages = new DeviceMessages({ call, clock });
  const channelId = 'gate';
  const data = new ByteSender({ clock, random, most: 128, send: (wish) => call('data.send', { channelId, ...wish }) });
  const command = new ByteSender({
    ...{ clock, random, most: 4096 },
    send: async (wish) => (await call('command.send', { channelId, ...wish })).reply,
  });
  const devicePage = new DevicePage({ call, find: () => undefined, messages, data, command, ...telling });

  const transfers = new FakeTransfers();
  const { startUpload, startDownload } = transfers;
  const opened: string[] = [];
  const objects = new ObjectsStore({ call, clock });
  const upload = new ObjectUpload({
    ...{ call, clock, random, startUpload },
    taken: () => objects.names,
    onChanged: () => void objects.refresh(),
  });
  const download = new ObjectDownload({
    ...{ call, clock, startDownload },
    openFile: async (path, name) => {
      opened.push(`${path} ${name}`);
      return name.endsWith('.pdf') ? 'opened' : 'unsupported';
    },
    forwardFile: async (path, name) => {
      opened.push(`forward ${path} ${name}`);
      return 'sent';
    },
  });
  const objectsPage = new ObjectsPage({ session, objects, upload, download, ...telling });
  return {
    ...{ cloud, answers, clock, accounts, encryption, cameras, toolsPage, messages, data, command, devicePage },
    ...{ transfers, opened, objects, upload, download, objectsPage },
  };
}

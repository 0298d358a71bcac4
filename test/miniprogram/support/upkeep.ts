import type { Channel, SessionMember } from '../../../typings/contract/domain';
import type { Account, Added, ManagedStore } from '../../../typings/contract/upkeep';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { dictionaries, type Dictionary } from '../../../miniprogram/upkeep/i18n/index';
import { AddPage } from '../../../miniprogram/upkeep/stores/add-page';
import { CameraAdder } from '../../../miniprogram/upkeep/stores/camera-adder';
import { CamerasPart } from '../../../miniprogram/upkeep/stores/cameras-part';
import { StoreCameras } from '../../../miniprogram/upkeep/stores/store-cameras';
import { StoreEditor } from '../../../miniprogram/upkeep/stores/store-editor';
import { StorePage } from '../../../miniprogram/upkeep/stores/store-page';
import { StoresPage } from '../../../miniprogram/upkeep/stores/stores-page';
import { StoresStore } from '../../../miniprogram/upkeep/stores/stores-store';
import { Answers } from './answers';
import { makeChannel, NOTICE } from './cloud';
import { anOwner, OWN_CODE } from './people';
import { FakeClock, NOON, SHANGHAI } from './phone';
import { makeAccount, makeStore } from './upkeep-things';

const CAMERAS: readonly Channel[] = [
  makeChannel('gate', { name: '收银台', rights: ['view', 'manage'] }),
  makeChannel('yard', { name: '后门', rights: ['view', 'manage'] }),
];

const refuse = (code: FailureCode): never => {
  throw new CallFailed(code, 'R1', null);
};

/** A cloud with stores and their cameras, that does what it is asked to. */
export class FakeUpkeep {
  stores: readonly ManagedStore[] = [makeStore('s0'), makeStore('s1'), makeStore('s2', { cameras: 0 })];
  cameras: readonly Channel[] = CAMERAS;
  accounts: readonly Account[] = [makeAccount('a0')];
  /** What comes of adding a camera, unless the same wish came before. */
  outcome: Added = { kind: 'added', already: false, channelIds: ['new'] };
  private readonly made = new Map<string, Added>();
  private readonly created = new Map<string, ManagedStore>();

  serve(answers: Answers): Answers {
    return this.serveCameras(this.serveStores(answers))
      .on('account.list', () => ({ accounts: this.accounts }))
      .on('camera.add', ({ requestKey }) => {
        const added = this.made.get(requestKey) ?? this.outcome;
        this.made.set(requestKey, added);
        return added;
      });
  }

  private serveStores(answers: Answers): Answers {
    return answers
      .on('store.manage', ({ query = '' }) => ({ stores: this.stores.filter(({ name }) => name.includes(query)) }))
      .on('store.create', ({ requestKey, ...fields }) => {
        const store = this.created.get(requestKey) ?? makeStore(`n${this.created.size}`, { ...fields, cameras: 0 });
        if (!this.created.has(requestKey)) this.stores = [...this.stores, store];
        this.created.set(requestKey, store);
        return store;
      })
      .on('store.edit', ({ storeId, ...change }) => {
        if (change.zone?.startsWith('Moon') === true) refuse('invalid-argument');
        return this.alter(storeId, change);
      })
      .on('store.order', ({ storeIds }) => {
        const placeOf = ({ id }: ManagedStore) => storeIds.indexOf(id);
        this.stores = [...this.stores].sort((a, b) => placeOf(a) - placeOf(b));
        return null;
      })
      .on('store.archive', ({ storeId }) => {
        if ((this.stores.find(({ id }) => id === storeId)?.cameras ?? 0) > 0) refuse('conflict');
        this.alter(storeId, { archivedAt: NOON });
        return null;
      })
      .on('store.restore', ({ storeId }) => {
        this.alter(storeId, { archivedAt: null });
        return null;
      });
  }

  private serveCameras(answers: Answers): Answers {
    const change = (id: string, after: Partial<Channel>) => {
      if (!this.cameras.some((camera) => camera.id === id)) refuse('not-found');
      this.cameras = this.cameras.map((camera) => (camera.id === id ? { ...camera, ...after } : camera));
      return null;
    };
    return answers
      .on('channel.list', ({ storeId, cursor, limit = 50 }) => {
        const here = this.cameras.filter((camera) => camera.storeId === storeId);
        const end = Number(cursor ?? 0) + limit;
        return { channels: here.slice(Number(cursor ?? 0), end), next: end < here.length ? String(end) : null };
      })
      .on('camera.rename', ({ channelId, name }) => change(channelId, { name }))
      .on('camera.move', ({ channelId, storeId }) => change(channelId, { storeId }))
      .on('camera.hide', ({ channelId, hidden }) => change(channelId, { hidden }))
      .on('cover.refresh', ({ channelId }) => ({
        channelId,
        url: `https://covers.example/${channelId}`,
        takenAt: NOON,
      }))
      .on('camera.extend', ({ channelId, number, name }) => {
        const id = `${channelId}-${number}`;
        const beside = this.cameras.find((camera) => camera.id === channelId) ?? refuse('not-found');
        if (this.cameras.some((camera) => camera.id === id)) refuse('conflict');
        this.cameras = [...this.cameras, { ...beside, id, name }];
        return { channelId: id };
      })
      .on('camera.remove', ({ channelId, name }) => {
        if (this.cameras.find(({ id }) => id === channelId)?.name !== name) refuse('conflict');
        this.cameras = this.cameras.filter(({ id }) => id !== channelId);
        return null;
      });
  }

  private alter(id: string, change: Partial<ManagedStore>): ManagedStore {
    const found = this.stores.find((store) => store.id === id) ?? refuse('not-found');
    const store = { ...found, ...change };
    this.stores = this.stores.map((each) => (each.id === id ? store : each));
    return store;
  }
}

interface Given {
  readonly caller?: SessionMember;
  readonly language?: 'zh-CN' | 'en';
}

/** The stores and pages of upkeep, as one phone has them. */
export async function makeUpkeep({ caller = anOwner(), language = 'zh-CN' }: Given = {}) {
  const upkeep = new FakeUpkeep();
  const answers = upkeep.serve(new Answers());
  answers.on('session.start', () => ({ visitorCode: OWN_CODE, member: caller, notice: NOTICE, now: NOON }));
  const clock = new FakeClock();
  const { call } = answers;
  const words = (): Dictionary => dictionaries[language];
  const session = new SessionStore({ call });
  await session.start();
  const changes: string[] = [];
  const onChanged = () => void changes.push('changed');
  let last = 0;
  const random = () => (last = (last + 0.1) % 1);
  const stores = new StoresStore({ call, clock });
  const editor = new StoreEditor({ call, clock, random, list: stores, onChanged });
  const cameras = new StoreCameras({ call, clock, onChanged });
  const adder = new CameraAdder({ call, clock, random, onChanged });
  return {
    ...{ upkeep, answers, clock, session, changes, stores, editor, cameras, adder },
    storesPage: new StoresPage({ stores, session, clock, words }),
    storePage: new StorePage({ editor, session, words }),
    camerasPart: new CamerasPart({ cameras, stores, clock, zone: SHANGHAI, words }),
    addPage: new AddPage({ adder, session, clock, words }),
  };
}

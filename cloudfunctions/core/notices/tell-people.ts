import type { NoticeKind } from '../../../typings/contract/health';
import { inParallel } from '../in-parallel';
import { errorFields } from '../log';
import { readMembers } from '../repository/members';
import { readStores } from '../repository/stores';
import { DEFAULT_ZONE } from '../repository/zones';
import type { Services } from '../services';
import type { SendOutcome, SubscribeMessage } from '../wechat/subscribe-messages';
import type { NoticeDocument } from './documents';
import { ABSENCE_MS } from './notice-store';
import { planNotices, type Sending, type World } from './plan';
import type { NoticeTemplates } from './templates';
import { fieldsOf } from './words';

type Telling = Pick<
  Services,
  'database' | 'clock' | 'log' | 'settings' | 'subscribers' | 'notices' | 'channels' | 'sendMessage'
>;

/** When it begins nothing new any more, epoch ms, and the name of the run. */
export interface Run {
  readonly endAt: number;
  readonly id: string;
}

const PEOPLE_AT_ONCE = 5;
const MOST_TRIES = 3;
const AGAIN_AFTER_MS = 300_000;

/** Sends what is due, drops what is of no use, and puts off what would disturb; tells how many messages were sent. */
export async function tellPeople(services: Telling, due: readonly NoticeDocument[], run: Run): Promise<number> {
  const { notices, settings, clock } = services;
  const { templates } = settings;
  if (templates === null) {
    await notices.drop(due);
    return 0;
  }
  const { sendings, dropped, postponed } = planNotices(due, await readWorld(services, due), clock.now());
  await notices.drop(dropped);
  await notices.postpone(postponed);
  const people = [...new Set(sendings.map(({ person }) => person))];
  const sent = await inParallel(people, PEOPLE_AT_ONCE, (openid) => {
    const theirs = sendings.filter(({ person }) => person === openid);
    return tellPerson({ services, templates, run }, theirs);
  });
  return sent.reduce((total, count) => total + count, 0);
}

async function readWorld({ database, subscribers, channels }: Telling, due: readonly NoticeDocument[]): Promise<World> {
  const people = [...new Set(due.map(({ person }) => person))];
  const cameras = await channels.read([...new Set(due.map(({ channelId }) => channelId))]);
  const stores = await readStores(database, [...new Set(cameras.map(({ storeId }) => storeId))]);
  const zones = new Map(stores.map(({ _id, zone }) => [_id, zone]));
  return {
    members: await readMembers(database, people),
    subscribers: await subscribers.read(people),
    channels: new Map(cameras.map((camera) => [camera._id, camera])),
    zoneOf: (storeId) => zones.get(storeId) ?? DEFAULT_ZONE,
  };
}

interface Means {
  readonly services: Telling;
  readonly templates: NoticeTemplates;
  readonly run: Run;
}

/** One after the other: once WeChat says that they allow no more of a kind, it is not asked about the next. */
async function tellPerson(means: Means, sendings: readonly Sending[]): Promise<number> {
  const { services, run } = means;
  let sent = 0;
  const refused = new Set<NoticeKind>();
  for (const sending of sendings) {
    if (services.clock.now() >= run.endAt) break;
    if (refused.has(sending.kind)) await services.notices.drop(sending.notices);
    else {
      const outcome = await tell(means, sending);
      if (outcome === 'sent') sent += 1;
      if (outcome === 'not-allowed') refused.add(sending.kind);
    }
  }
  return sent;
}

/** Claims before it sends, so that nobody is told twice, whoever is cut off where. */
async function tell({ services, templates, run }: Means, sending: Sending): Promise<SendOutcome['kind'] | 'unknown'> {
  const { notices, sendMessage, log } = services;
  if (!(await notices.claim(sending.notices, run.id))) return 'unknown';
  const outcome = await sendMessage(toMessage(services, templates, sending)).catch((error: unknown) => {
    log({ event: 'fault', action: 'notice.run', ...errorFields(error) });
    return null;
  });
  // Where nobody knows whether it was sent, it is not sent again, nor that the camera is back.
  if (outcome === null) await notices.drop(sending.notices);
  else await conclude(services, sending, outcome);
  return outcome?.kind ?? 'unknown';
}

function toMessage({ settings }: Telling, templates: NoticeTemplates, sending: Sending): SubscribeMessage {
  const { person, kind, cameras, zone, notices } = sending;
  const [camera, ...others] = cameras;
  const [first] = notices;
  const { outageFrom = 0, backAt = 0 } = first ?? {};
  const isOne = others.length === 0;
  const fields = fieldsOf(templates[kind], {
    kind,
    cameras: cameras.map(({ name }) => name),
    store: camera?.storeName ?? '',
    at: kind === 'back' ? backAt : outageFrom,
    lastedMs: kind === 'back' && isOne ? Math.max(0, backAt - outageFrom) : null,
    zone,
  });
  const page = camera && isOne ? `live/pages/live/live?channel=${camera._id}` : 'pages/devices/devices';
  return { to: person, template: templates[kind].template, page, fields, version: settings.codeVersion };
}

async function conclude(services: Telling, sending: Sending, outcome: SendOutcome): Promise<void> {
  if (outcome.kind === 'sent') await settle(services, sending);
  else await putAside(services, sending, outcome);
}

async function settle({ notices, subscribers, clock }: Telling, { person, kind, notices: theirs }: Sending) {
  if (kind === 'back') await notices.drop(theirs);
  else await notices.set(theirs, { stage: 'told', run: '', lapsesAt: clock.now() + ABSENCE_MS });
  await subscribers.spend(person, kind);
}

type NotSent = Exclude<SendOutcome, { readonly kind: 'sent' }>;

/** Only what WeChat puts off is tried again, and not for ever. */
async function putAside(services: Telling, sending: Sending, outcome: NotSent): Promise<void> {
  const { notices, subscribers, clock, log } = services;
  const tries = Math.max(...sending.notices.map((notice) => notice.tries)) + 1;
  if (outcome.kind === 'not-allowed') await subscribers.spend(sending.person, sending.kind, 'all');
  else {
    const { vendorCode } = outcome;
    log({ event: 'fault', action: 'notice.run', code: 'vendor-unavailable', vendor: 'wechat', vendorCode, tries });
  }
  if (outcome.kind !== 'later' || tries >= MOST_TRIES) {
    await notices.drop(sending.notices);
    return;
  }
  const stage = sending.kind === 'back' ? 'returning' : 'waiting';
  await notices.set(sending.notices, { stage, run: '', tries, dueAt: clock.now() + AGAIN_AFTER_MS });
}

import type { Channel, ChannelStatus } from '../../../typings/contract/domain';
import type { CameraHealth, NoticeState } from '../../../typings/contract/health';
import { dictionaries, type Dictionary } from '../../../miniprogram/care/i18n/index';
import { HealthPage } from '../../../miniprogram/care/stores/health-page';
import { HealthStore } from '../../../miniprogram/care/stores/health-store';
import { NoticesPage } from '../../../miniprogram/care/stores/notices-page';
import { NoticesStore } from '../../../miniprogram/care/stores/notices-store';
import type { Subscription, SubscriptionAnswer } from '../../../miniprogram/services/subscriptions';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { Ticking } from '../../../miniprogram/stores/ticking';
import { Answers } from './answers';
import { makeSessionMember, makeStatus, NOTICE } from './cloud';
import { FakeClock, NOON, SHANGHAI } from './phone';

type HealthChange = Omit<Partial<CameraHealth>, 'status'> & { readonly status?: Partial<ChannelStatus> };

/** A camera in order, as somebody who manages it is told. */
export const makeHealth = ({ status = {}, ...change }: HealthChange = {}): CameraHealth => ({
  ...{ id: 'gate', name: '收银台', storeName: '南京路店', zone: 'Asia/Shanghai' },
  ...{ status: makeStatus('gate', status), outageFrom: null, causes: [], codec: 'h264' },
  storage: { kind: 'known', value: [] },
  pushing: { kind: 'unknown', why: 'unsupported' },
  viewers: { kind: 'unknown', why: 'unsupported' },
  ...change,
});

export const TEMPLATES = { offline: 'template-gone', back: 'template-back' };

export const makeNotices = (change: Partial<NoticeState> = {}): NoticeState => ({
  ...{ templates: TEMPLATES, left: { offline: 0, back: 0 }, quiet: null, afterMs: 600_000 },
  ...change,
});

const zhCN = (): Dictionary => dictionaries['zh-CN'];

/** The page of a camera's health, as one phone has it. */
export function makeHealthRig({ member = makeSessionMember(), find = (): Channel | undefined => undefined } = {}) {
  const clock = new FakeClock();
  const answers = new Answers();
  answers.on('session.start', () => ({ visitorCode: 'K7M2QX', member, notice: NOTICE, now: NOON }));
  const told = { now: makeHealth() };
  answers.on('camera.health', () => told.now);
  const health = new HealthStore({ call: answers.call, clock, find });
  const session = new SessionStore({ call: answers.call });
  const page = new HealthPage({ health, session, ticking: new Ticking(clock), zone: SHANGHAI, words: zhCN });
  /** Opens the page of the camera and waits for the answer. */
  const open = async (now: CameraHealth = makeHealth()): Promise<HealthPage> => {
    told.now = now;
    page.open('gate');
    page.show();
    await clock.pass(0);
    return page;
  };
  return { clock, answers, told, health, page, open };
}

/** A cloud that counts what was allowed as the contract says, and a WeChat that answers as told. */
export function makeNoticesRig(state: NoticeState = makeNotices()) {
  const clock = new FakeClock();
  const answers = new Answers();
  const cloud = { state, keys: new Set<string>() };
  answers
    .on('notice.read', () => cloud.state)
    .on('notice.allow', ({ requestKey, kinds }) => {
      const { left } = cloud.state;
      const isNew = !cloud.keys.has(requestKey);
      const more = (kind: keyof typeof left) => left[kind] + (isNew && kinds.includes(kind) ? 1 : 0);
      cloud.keys.add(requestKey);
      cloud.state = { ...cloud.state, left: { offline: more('offline'), back: more('back') } };
      return cloud.state;
    })
    .on('notice.quiet', ({ quiet }) => (cloud.state = { ...cloud.state, quiet }));
  const wechat = { says: allowed(), asked: [] as (readonly string[])[] };
  const subscribe = (templates: readonly string[]): Promise<Subscription> => {
    wechat.asked.push(templates);
    return Promise.resolve(wechat.says);
  };
  const notices = new NoticesStore({ call: answers.call, clock, subscribe });
  const page = new NoticesPage({ notices, clock, words: zhCN });
  return { clock, answers, cloud, wechat, notices, page };
}

/** What WeChat says when both were asked about. */
export function allowed(offline: SubscriptionAnswer = 'accept', back: SubscriptionAnswer = 'accept'): Subscription {
  const answers = new Map([
    [TEMPLATES.offline, offline],
    [TEMPLATES.back, back],
  ]);
  return { kind: 'answered', answers };
}

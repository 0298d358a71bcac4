import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../miniprogram/services/routes';
import type { Channel } from '../../typings/contract/domain';
import type { Member } from '../../typings/contract/people';
import type { Account } from '../../typings/contract/upkeep';
import type { RunningSandbox } from './running-sandbox';

const HOUR = 3_600_000;

/** One page with something on it, as the owner sees it. */
export interface Stop {
  /** As `app.json` lists it. */
  readonly page: string;
  readonly address: string;
}

interface AppJson {
  readonly pages: readonly string[];
  readonly subPackages: readonly { readonly root: string; readonly pages: readonly string[] }[];
}

/** Every page that `app.json` lists. */
export function pagesOfApp(): readonly string[] {
  const app = JSON.parse(readFileSync(join(__dirname, '../../miniprogram/app.json'), 'utf8')) as AppJson;
  return [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}

interface Things {
  readonly till: Channel;
  readonly toolCamera: Channel;
  readonly account: Account;
  readonly colleague: Member;
  readonly invite: string;
}

/** The addresses of all pages in the demo chain, after making what some of them show. */
export async function planTour(sandbox: RunningSandbox): Promise<readonly Stop[]> {
  const { till, toolCamera, account, colleague, invite } = await makeThings(sandbox);
  return [
    routes.devices(),
    routes.scan(),
    routes.me(),
    routes.entry(invite),
    routes.live(till.id),
    routes.gallery(toolCamera.id),
    routes.diagnosis(till.id),
    routes.playback(till.id),
    routes.clips(),
    routes.videos(toolCamera.id),
    routes.members(),
    routes.member(colleague.id),
    routes.invites(),
    routes.invite(),
    routes.shares(),
    routes.share(till.id),
    routes.code(till.id),
    routes.codes(till.storeId),
    routes.privacy(),
    routes.claim(),
    routes.audit(),
    routes.watching(till.id),
    routes.stores(),
    routes.store(till.storeId),
    routes.addCamera(till.storeId),
    routes.accounts(),
    routes.account(account.id),
    routes.importing(account.id),
    routes.health(till.id),
    routes.notices(),
    routes.tools(account.id),
    routes.device(toolCamera.id),
    routes.objects(account.id),
  ].map((address) => ({ page: address.replace(/^\//, '').replace(/\?.*/, ''), address }));
}

async function makeThings(sandbox: RunningSandbox): Promise<Things> {
  const call: typeof sandbox.call = (...args) => sandbox.call(...args);
  const { accounts } = await call('owner', 'manage', 'account.list', {});
  const onlineOf = async (vendor: string): Promise<readonly Channel[]> => {
    const accountId = accounts.find((one) => one.vendor === vendor)?.id;
    const query = accountId === undefined ? {} : { accountId };
    return (await call('owner', 'monitor', 'channel.list', { ...query, reachability: 'online' })).channels;
  };
  const till = (await onlineOf('ezviz')).find(({ name }) => name === '收银台');
  const [toolCamera] = await onlineOf('onenet');
  const { members } = await call('owner', 'manage', 'member.list', {});
  const colleague = members.find(({ owner }) => !owner);
  const account = accounts.find(({ vendor }) => vendor === 'onenet');
  if (!till || !toolCamera || !colleague || !account) throw new Error('the demo chain lacks something to show');
  return { till, toolCamera, account, colleague, invite: await makeRecords(sandbox, till) };
}

/** An invite, whose code it answers, a share, a clip, and somebody who watches. */
async function makeRecords(sandbox: RunningSandbox, { id, storeId }: Channel): Promise<string> {
  const call: typeof sandbox.call = (...args) => sandbox.call(...args);
  const now = Date.now();
  const until = now + HOUR;
  const invite = await call('owner', 'manage', 'invite.make', {
    role: 'staff',
    storeIds: [storeId],
    expiresAt: until,
    requestKey: 'tour-invite',
  });
  await call('owner', 'manage', 'share.make', {
    channelIds: [id],
    view: { kind: 'live' },
    until,
    most: null,
    watermark: true,
    requestKey: 'tour-share',
  });
  const [from, to] = [now - HOUR, now - HOUR + 60_000];
  await call('owner', 'monitor', 'clip.request', { channelId: id, place: 'device', from, to, requestKey: 'tour-clip' });
  await call('manager', 'monitor', 'live.open', { channelId: id, quality: 'sub' });
  return invite.code;
}

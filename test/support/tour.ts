import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { routes } from '../../miniprogram/services/routes';
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

/** The addresses of all pages in the demo chain, after making what some of them show. */
export async function planTour(sandbox: RunningSandbox): Promise<readonly Stop[]> {
  const call: typeof sandbox.call = (...args) => sandbox.call(...args);
  const { channels } = await call('owner', 'monitor', 'channel.list', { query: '收银台' });
  const [till] = channels;
  const { channels: others } = await call('owner', 'monitor', 'channel.list', {});
  const { accounts } = await call('owner', 'manage', 'account.list', {});
  const { members } = await call('owner', 'manage', 'member.list', {});
  const [colleague] = members.filter(({ owner }) => !owner);
  const onenet = accounts.find(({ vendor }) => vendor === 'onenet');
  if (!till || !colleague || !onenet) throw new Error('the demo chain lacks something to show');
  const until = Date.now() + HOUR;
  await call('owner', 'manage', 'invite.make', {
    role: 'staff',
    storeIds: [till.storeId],
    expiresAt: until,
    requestKey: 'tour-invite',
  });
  const { code } = await call('owner', 'manage', 'share.make', {
    channelIds: [till.id],
    view: { kind: 'live' },
    until,
    most: null,
    watermark: true,
    requestKey: 'tour-share',
  });
  const ofOnenet = others.find(({ id }) => id !== till.id) ?? till;
  return [
    routes.devices(),
    routes.scan(),
    routes.me(),
    routes.entry(code),
    routes.live(till.id),
    routes.gallery(till.id),
    routes.diagnosis(till.id),
    routes.playback(till.id),
    routes.clips(),
    routes.videos(ofOnenet.id),
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
    routes.account(onenet.id),
    routes.importing(onenet.id),
    routes.health(till.id),
    routes.notices(),
    routes.tools(onenet.id),
    routes.device(ofOnenet.id),
    routes.objects(onenet.id),
  ].map((address) => ({ page: address.replace(/^\//, '').replace(/\?.*/, ''), address }));
}

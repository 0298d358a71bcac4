import { on, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode as encodeJpeg } from 'jpeg-js';
import { WebSocket } from 'ws';
import type { UploadMessage } from '../../sandbox/preview/wire';
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
  await makeFiles(sandbox, toolCamera, account);
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
  const { openId } = await call('manager', 'monitor', 'live.open', { channelId: id, quality: 'sub' });
  await call('manager', 'monitor', 'watching.beat', { openId });
  return invite.code;
}

/** A picture in the gallery and a file at the vendor. */
async function makeFiles(sandbox: RunningSandbox, camera: Channel, account: Account): Promise<void> {
  const pixels = { width: 64, height: 36, data: Buffer.alloc(64 * 36 * 4, 0x80) };
  const [channelId, takenAt] = [camera.id, Date.now() - HOUR];
  const picture = await upload(sandbox, 'snapshots/tour-picture.jpg', encodeJpeg(pixels, 80).data);
  await sandbox.call('owner', 'monitor', 'picture.add', {
    ...{ channelId, takenAt },
    fileId: picture,
    requestKey: 'tour-picture',
  });
  await sandbox.call('owner', 'manage', 'object.put', {
    accountId: account.id,
    fileId: await upload(sandbox, 'objects/tour-object.bin', Buffer.from('for the tour')),
    name: 'tour.txt',
    description: '',
    requestKey: 'tour-object',
  });
}

/** Puts a file of the owner's into the cloud's storage, as a phone does; its id. */
async function upload(sandbox: RunningSandbox, path: string, content: Buffer): Promise<string> {
  const query = new URLSearchParams({ openid: 'sandbox-owner', path, bytes: String(content.length) });
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/__upload?${query.toString()}`);
  await once(socket, 'open');
  socket.send(content);
  for await (const [data] of on(socket, 'message')) {
    const message = JSON.parse(String(data)) as UploadMessage;
    if (message.kind === 'done') return message.fileId;
    if (message.kind === 'refused') throw new Error(`${path} was refused: ${message.code}`);
  }
  throw new Error(`${path} was not taken`);
}

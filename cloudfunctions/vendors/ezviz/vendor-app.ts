import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { VendorApp } from '../../core/vendor-app';
import { CallError } from '../../core/errors';
import { allOf, pagesOf } from '../../core/pages';
import type { ChannelAddress, DriverDeps } from '../../core/ports';
import { idText, integer } from '../../core/reply-fields';
import type { EzvizClient } from './client';
import { channelFields, type EzvizCredentials, type SubAccountConfig } from './wire';

/** The vendor's own mini-program, and its page for live pictures (guide §2.3.1). */
const APP_ID = 'wxf2b3a0262975d8c2';
const LIVE_PAGE = 'pages/live/live';

const MINUTE = 60_000;
const PAGE_SIZE = 50;
const ACCOUNT_LIST = { vendor: 'ezviz', label: 'ezviz ram/account/list', mostPages: 400 };

const accountReply = v.looseObject({ accountId: idText });
const accountRows = v.nullable(v.array(v.looseObject({ accountId: idText, accountName: v.string() })), []);
const viewerToken = v.looseObject({ accessToken: v.pipe(v.string(), v.nonEmpty()), expireTime: integer });

interface ViewerToken {
  /** Opens one camera for live pictures and nothing else. */
  readonly value: string;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/**
 * Ways into the vendor's mini-program, outside the calls of its guide. The guide hands over the account's token; here
 * each camera gets a sub-account that may show this camera only, and whose name tells when it is to be deleted.
 */
export function createVendorApp(
  client: EzvizClient,
  config: SubAccountConfig,
  deps: DriverDeps<EzvizCredentials>,
): VendorApp {
  const { account, clock } = deps;

  async function makeAccount(accountName: string): Promise<string> {
    const plain = randomBytes(24).toString('base64url'); // nobody ever signs in with it
    const password = subAccountPassword(account.credentials.appKey, plain);
    try {
      return (await client.commandData('ram/account/create', { accountName, password }, { schema: accountReply }))
        .accountId;
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== 'conflict') throw error;
      return (await client.read('ram/account/get', { accountName }, accountReply)).data.accountId;
    }
  }

  async function mintViewerToken(address: ChannelAddress): Promise<ViewerToken> {
    const endsAt = endOfLife(clock.now(), config.lifeMinutes * MINUTE);
    const accountId = await makeAccount(accountNameOf(config.prefix, endsAt, cameraOf(account.id, address)));
    await client.command('ram/policy/set', { accountId, policy: JSON.stringify(policyOf(address)) });
    const { accessToken, expireTime } = await client.commandData(
      'ram/token/get',
      { accountId },
      { schema: viewerToken },
    );
    if (await client.isAccountToken(accessToken)) {
      throw new CallError('vendor-protocol', "ezviz ram/token/get: the whole account's token", { vendor: 'ezviz' });
    }
    return { value: accessToken, expiresAt: Math.min(expireTime, endsAt) };
  }

  /** Collected before any is deleted: the pages move up as their rows go. */
  async function expiredAccounts(): Promise<readonly string[]> {
    const pages = pagesOf(ACCOUNT_LIST, async (page) => {
      const { data } = await client.read('ram/account/list', { pageStart: page, pageSize: PAGE_SIZE }, accountRows);
      return { rows: data, last: data.length < PAGE_SIZE };
    });
    const ours = (await allOf(pages)).filter(({ accountName }) => isExpired(config.prefix, accountName, clock.now()));
    return ours.map(({ accountId }) => accountId);
  }

  return {
    async openLive(address) {
      const { value, expiresAt } = await mintViewerToken(address);
      const query = new URLSearchParams({ accessToken: value, ...channelFields(address) });
      return { appId: APP_ID, path: `${LIVE_PAGE}?${query.toString()}`, expiresAt };
    },

    async closeExpired() {
      const expired = await expiredAccounts();
      const failures: unknown[] = [];
      for (const accountId of expired) {
        // One that stays must not keep the others open.
        await client.command('ram/account/delete', { accountId }).catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
      return expired.length;
    },
  };
}

/** How the vendor wants a sub-account's password. */
export function subAccountPassword(appKey: string, plain: string): string {
  return createHash('md5').update(`${appKey}#${plain}`).digest('hex');
}

/** The device's own data, and live pictures of the one camera: a recorder's other cameras stay shut. */
function policyOf({ deviceId, channelId }: ChannelAddress) {
  return {
    Statement: [
      { Permission: 'GET', Resource: [`dev:${deviceId}`] },
      { Permission: 'GET,REAL', Resource: [`cam:${deviceId}:${channelId}`] },
    ],
  };
}

/** All who ask within half a life share one end, hence one sub-account: each has a half to a whole life. */
function endOfLife(now: number, lifeMs: number): number {
  const half = lifeMs / 2;
  return Math.floor((Math.floor(now / half) + 2) * half);
}

function accountNameOf(prefix: string, endsAt: number, camera: string): string {
  return `${prefix}${Math.floor(endsAt / MINUTE)
    .toString(36)
    .padStart(6, '0')}${camera}`;
}

function isExpired(prefix: string, accountName: string, now: number): boolean {
  const [, minute] = /^([0-9a-z]{6})[0-9a-f]{12}$/.exec(accountName.slice(prefix.length)) ?? [];
  return accountName.startsWith(prefix) && minute !== undefined && parseInt(minute, 36) * MINUTE <= now;
}

function cameraOf(account: string, { deviceId, channelId }: ChannelAddress): string {
  return createHash('sha256')
    .update(JSON.stringify([account, deviceId, channelId]))
    .digest('hex')
    .slice(0, 12);
}

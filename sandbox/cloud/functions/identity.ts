import { ENVIRONMENT } from '../credentials';

/** Who calls a function: a person by openid, a trigger by name, or neither (another function, a tool). */
export interface Caller {
  readonly openid?: string;
  readonly trigger?: string;
}

const APP_ID = 'wx0000000000000000';

/**
 * Variables that differ from call to call; `getCloudbaseContext` of the SDK reads them. By `apiToken` WeChat's server
 * interfaces know the function: calls of people carry it, and those of triggers.
 */
export function callerEnvironment({ openid, trigger }: Caller, apiToken: string): Record<string, string> {
  const shared = { TCB_ENV: ENVIRONMENT };
  if (trigger !== undefined) {
    return {
      ...shared,
      TRIGGER_SRC: 'timer',
      TCB_SOURCE: 'wx_trigger',
      TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
      WX_TRIGGER_API_TOKEN_V0: apiToken,
    };
  }
  if (openid === undefined) return { ...shared, TCB_CONTEXT_KEYS: 'TCB_ENV' };
  return {
    ...shared,
    TCB_SOURCE: 'wx_client',
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_API_TOKEN',
    WX_OPENID: openid,
    WX_APPID: APP_ID,
    WX_API_TOKEN: apiToken,
  };
}

/** The event as the function receives it: the platform writes who called into the events of people. */
export function deliveredEvent(event: unknown, { openid }: Caller): unknown {
  const isRecord = typeof event === 'object' && event !== null && !Array.isArray(event);
  if (openid === undefined || !isRecord) return event ?? {};
  return { ...event, userInfo: { appId: APP_ID, openId: openid } };
}

import type { DeviceState, SystemPermission } from '../device';
import { requireTap } from '../gesture';
import type { Phone } from '../phone';
import { reportUnimplemented } from '../report';
import { ApiFailure, asyncApi } from './api';
import { showModal } from './dialog-boxes';
import type { Privacy } from './privacy';
import type { Subscriptions } from './subscriptions';
import { showTicks, type Tick } from './tick-sheet';

/** What a mini-program may ask for, each with the system's own permission under it. */
const SCOPES = {
  'scope.record': { system: 'microphone', zh: '使用你的麦克风', en: 'Use your microphone' },
  'scope.writePhotosAlbum': { system: 'album', zh: '保存图片或视频到你的相册', en: 'Save to your album' },
} as const satisfies Record<string, { system: keyof DeviceState; zh: string; en: string }>;

export type Scope = keyof typeof SCOPES;

const isScope = (value: string): value is Scope => value in SCOPES;

/** What the person has allowed this mini-program. WeChat asks once for each scope; a reload forgets the answers. */
export class Permissions {
  private readonly answers = new Map<Scope, boolean>();
  private readonly asking = new Map<Scope, Promise<boolean>>();

  constructor(
    private readonly phone: Phone,
    private readonly privacy: Privacy,
  ) {}

  /** `authSetting`: only scopes that have been asked for. */
  get settings(): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.answers);
  }

  /**
   * Asks at the first use, for the agreement on privacy in the same box. Fails in WeChat's words when the person, or the
   * phone's system, does not allow it; `api` is who asks.
   */
  async require(scope: Scope, api: string): Promise<void> {
    const known = this.answers.get(scope);
    if (known === undefined && this.privacy.asksByItself) await this.askBoth(scope);
    else await this.privacy.require(api, 'coupled');
    const allowed = this.answers.get(scope) ?? (await this.ask(scope));
    if (!allowed) throw new ApiFailure('auth deny');
    if ((await this.systemPermission(scope)) !== 'authorized') throw new ApiFailure('system permission denied');
  }

  /** WeChat's page of what has been asked for; resolves when the person leaves it. */
  openSettings(others: readonly Tick[]): Promise<void> {
    return showTicks({
      title: this.say('设置', 'Settings'),
      back: this.say('返回', 'Back'),
      rows: [
        ...[...this.answers].map(([scope, on]) => ({
          label: this.describe(scope),
          on,
          change: (allowed: boolean) => void this.answers.set(scope, allowed),
        })),
        ...others,
      ],
    });
  }

  /** A refusal is one of the agreement: the scope itself has not been answered then. */
  private async askBoth(scope: Scope): Promise<void> {
    const { contract } = this.privacy;
    const agreed = this.say(`同意${contract}`, `Accept the ${contract}`);
    const allowed = await this.confirm(this.say('申请', 'This app asks to'), `${this.describe(scope)}\n${agreed}`);
    if (!allowed) throw this.privacy.refuse('coupled');
    this.privacy.agree();
    this.answers.set(scope, true);
  }

  private ask(scope: Scope): Promise<boolean> {
    const running = this.asking.get(scope);
    if (running !== undefined) return running;
    const asked = this.confirm(this.say('申请', 'This app asks to'), this.describe(scope)).then((allowed) => {
      this.answers.set(scope, allowed);
      this.asking.delete(scope);
      return allowed;
    });
    this.asking.set(scope, asked);
    return asked;
  }

  private async systemPermission(scope: Scope): Promise<SystemPermission> {
    const { device } = this.phone;
    const { system } = SCOPES[scope];
    if (device.state[system] === 'not determined') {
      const allowed = await this.confirm(this.say('“微信”想要', '“WeChat” would like to'), this.describe(scope));
      device.set({ [system]: allowed ? 'authorized' : 'denied' });
    }
    return device.state[system];
  }

  private async confirm(title: string, content: string): Promise<boolean> {
    const { confirm } = await showModal({
      title,
      content,
      cancelText: this.say('拒绝', 'Reject'),
      confirmText: this.say('允许', 'Allow'),
    });
    return confirm;
  }

  private describe(scope: Scope): string {
    return this.say(SCOPES[scope].zh, SCOPES[scope].en);
  }

  private say(zh: string, en: string): string {
    return this.phone.device.state.language === 'en' ? en : zh;
  }
}

interface SettingOptions {
  withSubscriptions: boolean;
}

export function permissionApis(permissions: Permissions, subscriptions: Subscriptions) {
  const read = ({ withSubscriptions = false }: Partial<SettingOptions>) => ({
    authSetting: permissions.settings,
    ...(withSubscriptions && { subscriptionsSetting: subscriptions.settings }),
  });
  return {
    getSetting: asyncApi<SettingOptions>('getSetting', read),
    openSetting: asyncApi<SettingOptions>('openSetting', async (options) => {
      requireTap();
      await permissions.openSettings(subscriptions.rows);
      return read(options);
    }),
    authorize: asyncApi<{ scope: string }>('authorize', async ({ scope = '' }) => {
      if (!isScope(scope)) throw new ApiFailure(reportUnimplemented(`${scope} of wx.authorize`));
      await permissions.require(scope, 'authorize');
    }),
  };
}

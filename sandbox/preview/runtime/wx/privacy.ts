import type { Phone } from '../phone';
import { agreements } from '../elements/agreement';
import { ApiFailure, asyncApi } from './api';
import { showModal } from './dialog-boxes';

interface Resolution {
  readonly event: 'exposureAuthorization' | 'agree' | 'disagree';
  readonly buttonId?: string;
}
type Resolve = (resolution: Resolution) => void;
type Listener = (resolve: Resolve, info: { readonly referrer: string }) => void;

/** WeChat's own box asks no earlier after a refusal. */
const SILENCE_MS = 10_000;
const REFUSED = 'privacy permission is not authorized';
/** `coupled`: the box that asks for a scope asks for the agreement as well. */
const ERRNO = { coupled: 103, plain: 104, undeclared: 112 } as const;
export type PrivacyStyle = 'coupled' | 'plain';

/** The agreement on privacy, without which WeChat gives nothing personal away. It precedes each scope. */
export class Privacy {
  private listener: Listener | null = null;
  private asking: Promise<boolean> | null = null;
  private refusedAt = -SILENCE_MS;

  constructor(private readonly phone: Phone) {
    agreements.add(() => this.agree());
    // Whoever asks for it at the desk means a person who has not been asked.
    phone.device.onChange('privacy', (privacy) => {
      if (privacy === 'needed') this.refusedAt = -SILENCE_MS;
    });
  }

  get contract(): string {
    return this.say('《看店小程序隐私保护指引》', '“Kandian privacy notice”');
  }

  /** True where WeChat would ask by itself, in a box of its own or together with a scope. */
  get asksByItself(): boolean {
    const silent = performance.now() - this.refusedAt < SILENCE_MS;
    return this.needed && this.listener === null && !silent;
  }

  get needed(): boolean {
    return this.phone.device.state.privacy === 'needed';
  }

  listen(listener: Listener): void {
    this.listener = listener;
  }

  agree(): void {
    if (this.needed) this.phone.device.set({ privacy: 'agreed' });
  }

  /** The failure after a person's no. */
  refuse(style: PrivacyStyle): ApiFailure {
    this.refusedAt = performance.now();
    return refusal(style);
  }

  /** Passes once the person has agreed; otherwise fails in WeChat's words. */
  async require(api: string, style: PrivacyStyle): Promise<void> {
    const { privacy } = this.phone.device.state;
    if (privacy === 'undeclared')
      throw new ApiFailure('api scope is not declared in the privacy agreement', { errno: ERRNO.undeclared });
    if (privacy === 'agreed') return;
    if (this.listener !== null) await this.askListener(this.listener, api);
    else if (!this.asksByItself) throw refusal(style);
    else if (!(await this.ask())) throw this.refuse(style);
    this.agree();
  }

  private ask(): Promise<boolean> {
    this.asking ??= this.confirm().finally(() => (this.asking = null));
    return this.asking;
  }

  private async confirm(): Promise<boolean> {
    const { confirm } = await showModal({
      title: this.say('用户隐私保护提示', 'Privacy'),
      content: this.say(`使用前请阅读并同意${this.contract}`, `Please read and accept the ${this.contract}`),
      cancelText: this.say('拒绝', 'Reject'),
      confirmText: this.say('同意', 'Agree'),
    });
    return confirm;
  }

  /** The mini-program asks in its own way, and the call waits for as long as it takes. */
  private async askListener(listener: Listener, referrer: string): Promise<void> {
    const { event, buttonId = '' } = await new Promise<Resolution>((resolve) => {
      const answer: Resolve = (one) => one.event !== 'exposureAuthorization' && resolve(one);
      listener(answer, { referrer });
    });
    if (event !== 'agree') throw refusal('plain');
    if (!agreements.pressed(buttonId)) throw new ApiFailure(`${REFUSED} or buttonId is wrong`, { errno: ERRNO.plain });
  }

  private say(zh: string, en: string): string {
    return this.phone.device.state.language === 'en' ? en : zh;
  }
}

const refusal = (style: PrivacyStyle): ApiFailure => new ApiFailure(REFUSED, { errno: ERRNO[style] });

export function privacyApis(privacy: Privacy) {
  return {
    getPrivacySetting: asyncApi('getPrivacySetting', () => ({
      needAuthorization: privacy.needed,
      privacyContractName: privacy.contract,
    })),
    requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', () =>
      privacy.require('requirePrivacyAuthorize', 'plain'),
    ),
    openPrivacyContract: asyncApi('openPrivacyContract', async () => {
      await showModal({ title: privacy.contract, showCancel: false, confirmText: 'OK' });
    }),
    onNeedPrivacyAuthorization: (listener: Listener) => privacy.listen(listener),
  };
}

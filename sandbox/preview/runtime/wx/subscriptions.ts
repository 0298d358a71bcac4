import type { Phone } from '../phone';
import { requireTap } from '../gesture';
import { ApiFailure, asyncApi } from './api';
import { askToSubscribe } from './subscribe-sheet';
import type { Tick } from './tick-sheet';

type Choice = 'accept' | 'reject';
type Outcome = Choice | 'ban';

interface SubscribeOptions {
  tmplIds: readonly string[];
}

interface Template {
  readonly id: string;
  readonly title: string;
}

const MOST_TEMPLATES = 5;

/** What the person lets this mini-program send. Choices kept for always last until a reload, as permissions do. */
export class Subscriptions {
  private readonly kept = new Map<string, { readonly title: string; choice: Choice }>();
  private hasAsked = false;

  constructor(private readonly phone: Phone) {}

  /** `subscriptionsSetting` of `wx.getSetting`: of the templates those only that are never asked about again. */
  get settings(): object {
    const itemSettings = Object.fromEntries([...this.kept].map(([id, { choice }]) => [id, choice]));
    return { mainSwitch: !this.isOff, ...(this.kept.size > 0 && { itemSettings }) };
  }

  /** For WeChat's page of settings: the main switch, and what was decided for always. */
  get rows(): readonly Tick[] {
    if (!this.hasAsked) return [];
    const { device } = this.phone;
    const label = this.say('接收通知', 'Receive notifications');
    const change = (on: boolean): void => device.set({ subscriptions: on ? 'on' : 'off' });
    const items = [...this.kept.values()].map((one) => ({
      ...{ label: one.title, on: one.choice === 'accept' },
      change: (on: boolean) => void (one.choice = on ? 'accept' : 'reject'),
    }));
    return [{ label, on: !this.isOff, change }, ...items];
  }

  /** Asks about what was not decided for always; fails in WeChat's words and numbers. */
  async ask(ids: readonly string[]): Promise<Readonly<Record<string, Outcome>>> {
    const { device } = this.phone;
    if (!device.state.visible) throw failure(10005, 'can not show the subscribe message UI');
    const templates = await this.find(ids);
    this.hasAsked = true;
    if (this.isOff) throw failure(20004, 'The main switch is switched off');
    if (device.state.subscriptions === 'banned') return outcomes(ids, () => 'ban');
    const open = templates.filter(({ id }) => !this.kept.has(id));
    const accepted = open.length === 0 ? [] : await this.decide(open);
    const choiceOf = (id: string): Choice => this.kept.get(id)?.choice ?? (accepted.includes(id) ? 'accept' : 'reject');
    await this.allow(ids.filter((id) => choiceOf(id) === 'accept'));
    return outcomes(ids, choiceOf);
  }

  private async decide(templates: readonly Template[]): Promise<readonly string[]> {
    const english = this.phone.device.state.language === 'en';
    const { accepted, forAlways } = await askToSubscribe(templates, english);
    if (forAlways) {
      for (const { id, title } of templates) {
        this.kept.set(id, { title, choice: accepted.includes(id) ? 'accept' : 'reject' });
      }
    }
    return accepted;
  }

  private async find(ids: readonly string[]): Promise<readonly Template[]> {
    const known = (await (await this.reach('/__messages/templates')).json()) as readonly Template[];
    return ids.map((wanted) => {
      const template = known.find(({ id }) => id === wanted);
      if (!template) throw failure(20001, 'No template data return, verify the template id exist');
      return template;
    });
  }

  private async allow(templateIds: readonly string[]): Promise<void> {
    if (templateIds.length === 0) return;
    const body = JSON.stringify({ openid: this.phone.device.openid, templateIds });
    await this.reach('/__messages/allow', { method: 'POST', body });
  }

  private async reach(path: string, init: RequestInit = {}): Promise<Response> {
    const isAsking = init.method === undefined;
    const away = isAsking ? failure(10002, 'request list fail') : failure(10003, 'request subscribe fail');
    if (this.phone.device.state.network === 'none') throw away;
    const reply = await fetch(path, init).catch(() => null);
    if (reply?.ok !== true) throw away;
    return reply;
  }

  private get isOff(): boolean {
    return this.phone.device.state.subscriptions === 'off';
  }

  private say(zh: string, en: string): string {
    return this.phone.device.state.language === 'en' ? en : zh;
  }
}

export function subscriptionApis(subscriptions: Subscriptions) {
  return {
    requestSubscribeMessage: asyncApi<SubscribeOptions>('requestSubscribeMessage', ({ tmplIds = [] }) => {
      if (!Array.isArray(tmplIds) || !tmplIds.every((id) => typeof id === 'string'))
        throw failure(10004, 'parameter error: parameter.tmplIds should be Array of String');
      if (tmplIds.length === 0) throw failure(10001, 'TmplIds can not be empty');
      if (tmplIds.length > MOST_TEMPLATES) throw failure(20003, 'Templates count out of max bounds');
      requireTap();
      return subscriptions.ask([...new Set(tmplIds)]);
    }),
  };
}

const failure = (errCode: number, reason: string): ApiFailure => new ApiFailure(reason, { errCode });

const outcomes = (ids: readonly string[], of: (id: string) => Outcome): Readonly<Record<string, Outcome>> =>
  Object.fromEntries(ids.map((id) => [id, of(id)]));

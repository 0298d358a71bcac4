import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import { TalkEffects, type TalkEffectDeps } from './talk-effects';
import type { TalkEvent } from './talk/events';
import { step } from './talk/machine';
import { initialTalkState, type TalkState } from './talk/state';

interface Deps extends TalkEffectDeps {
  /** Whether a screen reader is on: its person cannot hold a button down. */
  readonly readsScreenAloud: () => Promise<boolean>;
  readonly preferences: { readonly tapToTalk: boolean; chooseTapToTalk(on: boolean): void };
}

/** Hold-to-talk with the camera being watched. */
export class TalkStore {
  state: TalkState = initialTalkState;
  private screenIsRead = false;
  private readonly effects: TalkEffects;
  private readonly events: TalkEvent[] = [];

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'effects' | 'events'>(
      this,
      { state: observable.ref, deps: false, effects: false, events: false },
      { autoBind: true },
    );
    this.effects = new TalkEffects({ ...deps, dispatch: (event) => this.dispatch(event) });
  }

  /** This camera is to be spoken through; what was recorded for another goes nowhere. */
  attach(channelId: ChannelId): void {
    if (channelId === this.state.channelId) return;
    this.dispatch({ type: 'attach', channelId });
    void this.deps.readsScreenAloud().then((is) => runInAction(() => (this.screenIsRead = is)));
  }

  /** Nothing is to be spoken through any more. */
  detach(): void {
    this.dispatch({ type: 'detach' });
  }

  /** Whether one tap begins and another sends, in place of a finger that stays down. */
  get byTap(): boolean {
    return this.deps.preferences.tapToTalk || this.screenIsRead;
  }

  /** Changes how one speaks; what is being recorded the old way ends unsent. */
  toggleByTap(): void {
    this.discard();
    const { byTap } = this;
    this.screenIsRead = false;
    this.deps.preferences.chooseTapToTalk(!byTap);
  }

  /** A finger came down on the button. */
  press(): void {
    if (!this.byTap) this.dispatch({ type: 'press', by: 'finger' });
  }

  /** It is `up` px above where it came down. */
  move(up: number): void {
    this.dispatch({ type: 'move', up });
  }

  release(): void {
    if (!this.byTap) this.dispatch({ type: 'release' });
  }

  /** The touch was taken away, or a second finger came. */
  cancel(): void {
    if (!this.byTap) this.dispatch({ type: 'lose-touch' });
  }

  /** A tap on the button: begins, or sends. */
  tap(): void {
    if (!this.byTap) return;
    this.dispatch(this.state.phase.kind === 'recording' ? { type: 'release' } : { type: 'press', by: 'tap' });
  }

  /** What is being recorded or uploaded is not to be sent. */
  discard(): void {
    this.dispatch({ type: 'discard' });
  }

  retry(): void {
    this.dispatch({ type: 'retry', requestKey: this.effects.newKey() });
  }

  /** Leads to where the refusal that is told can be changed; only right after a tap. */
  openSettings(): void {
    this.dispatch({ type: 'open-settings' });
  }

  hide(): void {
    this.dispatch({ type: 'hide' });
  }

  show(): void {
    this.dispatch({ type: 'show' });
  }

  /** One at a time: what an effect brings about at once waits until the effects before it are done. */
  private dispatch(event: TalkEvent): void {
    this.events.push(event);
    if (this.events.length > 1) return;
    try {
      for (let [next] = this.events; next !== undefined; [next] = this.events) {
        const { state, effects } = step(this.state, next, this.deps.clock.now());
        this.state = state;
        for (const effect of effects) this.effects.run(effect);
        this.events.shift();
      }
    } finally {
      this.events.length = 0;
    }
  }
}

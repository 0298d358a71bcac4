import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type {
  CameraAbilities,
  Channel,
  ChannelId,
  RecordedDay,
  RecordingPlace,
} from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import type { Player } from '../../services/player';
import type { NetStatusInfo } from '../../services/player-signal';
import type { CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { Beat } from '../../stores/watching/beat';
import { Frame } from '../../stores/watching/frame';
import { Overlay } from '../../stores/watching/overlay';
import { PlayerReports } from '../../stores/watching/player-reports';
import { Trace } from '../../stores/watching/trace';
import { barOf } from '../../stores/watching/policy';
import type { TimelinePast } from '../utils/timeline/past';
import { ChannelRecord } from './channel-record';
import { PlaybackEffects } from './playback-effects';
import { step } from './playback-machine';
import type { PlaybackEvent, PlaybackNotice } from './playback-machine/events';
import { positionOf } from './playback-machine/policy';
import { initialPlaybackState, streamOf, type PlaybackState } from './playback-machine/state';
import { recordPlayback } from './playback-trace';
import { dayOf, pastOf } from './recorded-days';

export interface PlaybackDeps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
  /** A camera that a list has loaded before; spares a call. */
  readonly find?: (id: ChannelId) => Channel | undefined;
  /** Where the steps are written; shared with live watching, so that a diagnosis has both in order. */
  readonly trace?: Trace;
  /** The cloud lets this person watch less than the phone knows of. */
  readonly onBarred?: () => void;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** The page that looks back: runs the machine, and keeps what the page shows beside it. */
export class PlaybackStore {
  state: PlaybackState = initialPlaybackState;

  readonly overlay: Overlay<PlaybackNotice>;
  readonly trace: Trace;
  readonly frame: Frame;
  readonly reports: PlayerReports;
  private readonly effects: PlaybackEffects;
  private readonly beat: Beat;
  private readonly record: ChannelRecord;
  private stopNetwork = () => {};

  constructor(private readonly deps: PlaybackDeps) {
    const { call, clock } = deps;
    this.trace = deps.trace ?? new Trace();
    this.record = new ChannelRecord({ call, ...(deps.find && { find: deps.find }) });
    this.overlay = new Overlay({ clock, steady: () => this.steady });
    this.frame = new Frame({
      onTouch: () => this.overlay.showControls(),
      setFullScreen: (on) => this.effects.setFullScreen(on),
    });
    this.reports = new PlayerReports({
      clock,
      trace: this.trace,
      overlay: this.overlay,
      generation: () => this.effects.generation,
      onReport: (report) => this.dispatch(report),
    });
    makeAutoObservable<this, 'deps' | 'effects' | 'beat' | 'record' | 'stopNetwork'>(
      this,
      {
        state: observable.ref,
        overlay: false,
        trace: false,
        frame: false,
        reports: false,
        deps: false,
        effects: false,
        beat: false,
        record: false,
        stopNetwork: false,
        // It moves by itself, so what was worked out before must not be handed out again.
        position: false,
      },
      { autoBind: true },
    );
    this.effects = new PlaybackEffects({
      call,
      clock,
      dispatch: (event) => this.dispatch(event),
      notify: (notice) => this.overlay.notify(notice),
    });
    this.beat = new Beat({ call, clock, onRefused: (openId, failure) => this.bar(openId, failure) });
  }

  /** Looks back with this camera, from `at` (epoch ms) or a little before the newest recording; at `place` first. */
  async open(channelId: ChannelId, at?: number, place?: RecordingPlace): Promise<void> {
    this.followNetwork();
    this.overlay.showControls();
    this.dispatch({ type: 'network', network: this.deps.network.current() });
    this.dispatch({ type: 'watch', channelId, at: at ?? null, ...(place !== undefined && { place }) });
    await this.record.select(channelId);
  }

  leave(): void {
    this.stopNetwork();
    this.dispatch({ type: 'leave' });
    this.record.clear();
    this.overlay.clear();
    this.frame.fullScreenChanged(false);
  }

  /** The page has its player, or has it no more. */
  attach(player: Player | null): void {
    this.effects.attach(player);
  }

  hide(): void {
    this.dispatch({ type: 'hide' });
  }

  show(): void {
    this.dispatch({ type: 'network', network: this.deps.network.current() });
    this.dispatch({ type: 'show' });
  }

  /** What the main button of a card does: tries again, looks again, or goes on. */
  retry(): void {
    this.dispatch({ type: 'retry' });
  }

  /** Stops the picture where it is, or goes on from there. */
  togglePlay(): void {
    this.overlay.showControls();
    this.dispatch({ type: 'toggle' });
  }

  /** A finger moves the timeline: what was settled on before is not opened meanwhile. */
  grab(): void {
    this.dispatch({ type: 'grab' });
  }

  /** Goes to an instant, epoch ms. Of a burst only the last opens an address. */
  seek(at: number): void {
    this.dispatch({ type: 'seek', at });
  }

  /** Goes so many ms on, or back when negative. */
  nudge(ms: number): void {
    this.overlay.showControls();
    this.dispatch({ type: 'nudge', ms });
  }

  /** Goes to the next recording, or to the beginning of this or the one before. */
  skip(offset: -1 | 1): void {
    this.overlay.showControls();
    this.dispatch({ type: 'skip', offset });
  }

  /** Goes to the first recording of a day, `YYYY-MM-DD`. */
  chooseDay(day: string): void {
    this.dispatch({ type: 'choose-day', day });
  }

  /** Shows the same time from the other place. */
  choosePlace(place: RecordingPlace): void {
    this.dispatch({ type: 'choose-place', place });
  }

  setSpeed(speed: number): void {
    this.overlay.showControls();
    this.dispatch({ type: 'choose-speed', speed });
  }

  /** The timeline comes near a bound of what is known, at `at` (epoch ms). */
  reach(at: number): void {
    this.dispatch({ type: 'reach', at });
  }

  tapPicture(): void {
    this.overlay.tap();
  }

  /** Frames counted by the player are evidence of a picture, as good as a code. */
  statusArrived({ videoFPS = 0 }: NetStatusInfo): void {
    if (videoFPS > 0) this.reports.signalArrived('progress');
  }

  /** Where `<video>` is in its stream, s (`currentTime` of `bindtimeupdate`). */
  videoAt(seconds: number): void {
    this.dispatch({ type: 'video-at', seconds, generation: this.effects.generation });
  }

  /** Epoch ms in the past that is shown at this moment. Not observable: read it once a frame or a second. */
  get position(): number {
    return positionOf(this.state, this.deps.clock.now());
  }

  /** The day, `YYYY-MM-DD`, that the page is about; empty before any is known. */
  get day(): string {
    const { phase, aim, days } = this.state;
    if (phase.kind === 'empty') return phase.day;
    if (aim.kind === 'day' && phase.kind === 'loading') return aim.day;
    return dayOf(days, this.position)?.day ?? '';
  }

  /** Null until its record is there; only the name is missing without. */
  get channel(): Channel | null {
    return this.record.channel;
  }

  get days(): readonly RecordedDay[] {
    return this.state.days;
  }

  get past(): TimelinePast | null {
    // By way of computed values, so that the timeline gets a new past only when there is one.
    return pastOf(this.days, this.place, this.abilities?.lookBack !== null);
  }

  get abilities(): CameraAbilities | null {
    return this.state.abilities;
  }

  get place(): RecordingPlace {
    return this.state.place;
  }

  get speed(): number {
    return this.state.speed;
  }

  /** What must lie over the picture; empty when nothing must. */
  get watermark(): string {
    return this.state.watermark ?? '';
  }

  /** Nothing to watch but the picture: the controls may go. */
  get steady(): boolean {
    return this.state.phase.kind === 'playing';
  }

  private dispatch(event: PlaybackEvent): void {
    const { clock, random = Math.random } = this.deps;
    const before = this.state;
    const moment = { now: clock.now(), jitter: random() };
    const { state, effects } = step(before, event, moment);
    this.state = state;
    recordPlayback(this.trace, moment.now, { event, before, after: state, effects });
    if (before.phase.kind !== 'playing' && state.phase.kind === 'playing') this.overlay.showControls();
    if (!this.steady && !this.overlay.controls) this.overlay.showControls();
    for (const effect of effects) this.effects.run(effect);
    const stream = streamOf(state);
    this.beat.follow(stream?.shown ? stream.openId : null);
  }

  private bar(openId: string, { code, requestId }: CallFailed): void {
    this.dispatch({ type: 'barred', openId, code, requestId });
    if (barOf(code) !== null) this.deps.onBarred?.();
  }

  private followNetwork(): void {
    this.stopNetwork();
    this.stopNetwork = this.deps.network.onChange((network) => this.dispatch({ type: 'network', network }));
  }
}

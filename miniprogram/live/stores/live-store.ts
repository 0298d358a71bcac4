import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId, Quality } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import type { Player } from '../../services/player';
import type { PlayerEnvironment } from '../../services/player-environment';
import type { NetStatusInfo } from '../../services/player-signal';
import type { CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { Beat } from '../../stores/watching/beat';
import { Frame } from '../../stores/watching/frame';
import { Overlay } from '../../stores/watching/overlay';
import { PlayerReports, type PlayerReport } from '../../stores/watching/player-reports';
import { Trace } from '../../stores/watching/trace';
import { barOf } from '../../stores/watching/policy';
import { Hearing } from './hearing';
import { carriageOf, type Carriage } from './live-carriage';
import { LiveEffects } from './live-effects';
import { step } from './live-machine';
import { OFFERING, type LiveEvent, type Notice } from './live-machine/events';
import { evidenceOf, initialLiveState, streamOf, type LiveState, type WatchedCamera } from './live-machine/state';
import { LiveRoster } from './live-roster';
import { addReport, keepBill, noStats, type LiveStats } from './live-stats';
import { statusSwitched } from './live-switched';
import { recordLive } from './live-trace';

export interface LiveDeps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
  readonly readEnvironment: () => PlayerEnvironment;
  /** A camera that the list has loaded before; spares a call. */
  readonly find?: ConstructorParameters<typeof LiveRoster>[0]['find'];
  /** Keeps a still of the picture for the list. */
  readonly saveCover?: (channelId: ChannelId, tempPath: string) => Promise<void>;
  /** Where the steps are written; shared with looking back, so that a diagnosis has both in order. */
  readonly trace?: Trace;
  /** The cloud lets this person watch less than the phone knows of. */
  readonly onBarred?: () => void;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** Until a camera's record is there, it is taken to have both streams; nearly all do. */
const BOTH: WatchedCamera['qualities'] = ['main', 'sub'];

/** The live page: runs the machine, and keeps what the page shows beside it. */
export class LiveStore {
  state: LiveState = initialLiveState;
  stats: LiveStats = noStats;
  statsShown = false;

  readonly roster: LiveRoster;
  readonly overlay: Overlay<Notice>;
  readonly trace: Trace;
  readonly frame: Frame;
  readonly reports: PlayerReports;
  /** Waits for the address under way, if any: what else is asked must not slow the picture. */
  readonly patientCall: Call;
  private readonly effects: LiveEffects;
  private readonly beat: Beat;
  private readonly hearing: Hearing;
  private quality: Quality = 'sub';
  private stopNetwork = () => {};

  constructor(private readonly deps: LiveDeps) {
    const { call, clock } = deps;
    this.trace = deps.trace ?? new Trace();
    this.patientCall = async (action, data) => {
      await this.effects.yieldToAddress();
      return call(action, data);
    };
    this.roster = new LiveRoster({ call: this.patientCall, ...(deps.find && { find: deps.find }) });
    this.hearing = new Hearing(deps.readEnvironment);
    this.overlay = new Overlay({ clock, steady: () => this.steady, offers: (notice) => OFFERING.has(notice) });
    this.frame = new Frame({ onTouch: () => this.touch(), setFullScreen: (on) => this.effects.setFullScreen(on) });
    this.reports = new PlayerReports({
      clock,
      trace: this.trace,
      overlay: this.overlay,
      generation: () => this.effects.generation,
      onReport: (report) => this.takeReport(report),
    });
    makeAutoObservable<this, 'deps' | 'effects' | 'beat' | 'hearing' | 'quality' | 'stopNetwork'>(
      this,
      {
        state: observable.ref,
        stats: observable.ref,
        roster: false,
        overlay: false,
        trace: false,
        frame: false,
        reports: false,
        patientCall: false,
        deps: false,
        effects: false,
        beat: false,
        hearing: false,
        quality: false,
        stopNetwork: false,
      },
      { autoBind: true },
    );
    this.effects = new LiveEffects({
      call,
      clock,
      dispatch: (event) => this.dispatch(event),
      notify: (notice) => this.overlay.notify(notice),
      saveCover: deps.saveCover ?? (() => Promise.resolve()),
    });
    this.beat = new Beat({ call, clock, onRefused: (openId, failure) => this.bar(openId, failure) });
  }

  /** Opens a camera; the one before, if any, is left. */
  async watch(channelId: ChannelId): Promise<void> {
    const { network } = this.deps;
    this.followNetwork();
    this.stats = noStats;
    this.overlay.showControls();
    const known = this.roster.known(channelId);
    const mode = this.hearing.look() ? 'RTC' : 'live';
    const camera = { id: channelId, qualities: known?.qualities ?? BOTH };
    this.dispatch({ type: 'network', network: network.current() });
    this.dispatch({ type: 'watch', camera, quality: this.quality, mode });
    const channel = await this.roster.select(channelId);
    if (channel) this.dispatch({ type: 'describe', camera: channel });
  }

  leave(): void {
    this.stopNetwork();
    this.dispatch({ type: 'leave' });
    this.roster.clear();
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
    if (this.hearing.isBack()) {
      this.overlay.withdraw('no-microphone');
      this.dispatch({ type: 'microphone-given' });
    }
    this.dispatch({ type: 'show' });
  }

  retry(): void {
    this.dispatch({ type: 'retry' });
  }

  /** A person touched the page. */
  attend(): void {
    this.dispatch({ type: 'attend' });
  }

  tapPicture(): void {
    this.attend();
    this.overlay.tap();
  }

  /** A person used a control. */
  touch(): void {
    this.attend();
    this.overlay.showControls();
  }

  toggleQuality(): void {
    this.touch();
    this.quality = this.state.quality === 'main' ? 'sub' : 'main';
    this.dispatch({ type: 'choose-quality', quality: this.quality });
  }

  toggleStats(): void {
    this.attend();
    this.statsShown = !this.statsShown;
  }

  /** A switch has made the picture worth nothing, or something again: that is known sooner than it could be asked. */
  switched(channelId: ChannelId, condition: 'masked' | 'disabled', on: boolean): void {
    const known = this.roster.known(channelId)?.status;
    const status = statusSwitched(this.state, { channelId, condition, on, known, now: this.deps.clock.now() });
    if (status) this.dispatch({ type: 'switched', status });
  }

  /** Whether a picture moves. */
  get pictured(): boolean {
    return this.state.phase.kind === 'playing';
  }

  /** Whether the player can give a still of it. */
  get canCapture(): boolean {
    return this.pictured && this.carriage?.mode !== 'video';
  }

  /** A still of the picture: the path of a temporary file. Rejects where there is none. */
  capture(): Promise<string> {
    return this.effects.snapshot();
  }

  /** Goes to the camera `offset` places away in its store. */
  async step(offset: number): Promise<void> {
    const next = this.roster.neighbour(offset);
    if (next) await this.watch(next.id);
  }

  statusArrived(info: NetStatusInfo): void {
    const { clock, network } = this.deps;
    this.stats = addReport(this.stats, info, clock.now(), network.current());
    const { videoFPS: fps = 0, videoCache: cacheMs = null } = info;
    this.dispatch({ type: 'vitals', fps, cacheMs, generation: this.effects.generation });
  }

  /** Nothing to watch but the picture: the controls may go. */
  get steady(): boolean {
    return this.state.phase.kind === 'playing' && !this.asking;
  }

  /** The question "still watching?" is on the screen. */
  get asking(): boolean {
    return this.state.deadlines.answer !== undefined;
  }

  /** What must lie over the picture; empty when nothing must. */
  get watermark(): string {
    return this.state.watermark ?? '';
  }

  /** How the picture travels, for the figures; null without one. */
  get carriage(): Carriage | null {
    return carriageOf(this.state);
  }

  private takeReport(report: PlayerReport): void {
    if (report.type === 'fault' && report.fault === 'no-microphone') this.hearing.look();
    this.dispatch(report);
  }

  private dispatch(event: LiveEvent): void {
    const { clock, random = Math.random } = this.deps;
    const before = this.state;
    const moment = { now: clock.now(), jitter: random() };
    const { state, effects } = step(before, event, moment);
    this.state = state;
    recordLive(this.trace, moment.now, { event, before, after: state, effects });
    this.informRoster(event, moment.now);
    if (state.generation !== before.generation) this.stats = keepBill(this.stats);
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

  /** A camera's dot must not say otherwise than the picture and the words above it. */
  private informRoster(event: LiveEvent, now: number): void {
    const { camera, phase } = this.state;
    if (event.type === 'status' || event.type === 'switched') this.roster.takeStatus(event.status);
    const seen = evidenceOf(phase);
    if (camera && seen) this.roster.takeEvidence(camera.id, seen, now);
  }

  private followNetwork(): void {
    this.stopNetwork();
    this.stopNetwork = this.deps.network.onChange((network) => this.dispatch({ type: 'network', network }));
  }
}

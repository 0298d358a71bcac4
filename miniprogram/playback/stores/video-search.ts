import { makeAutoObservable, observable } from 'mobx-miniprogram';

import { SearchBox } from '../../stores/search-box';
import type { Clock } from '../../utils/clock';
import { lastWeek, withEnd, type Days, type VideoQuery, type VideoRange } from './video-query';

interface Deps {
  readonly clock: Clock;
  /** The day that the store's clocks have; empty before they are known. */
  readonly today: () => string;
  readonly onAsk: () => void;
}

const ALL: VideoQuery = { name: '', range: 'all', days: { first: '', last: '' } };

/** Which of a camera's recordings are asked for. */
export class VideoSearch {
  query: VideoQuery = ALL;
  readonly box: SearchBox;

  constructor(private readonly deps: Deps) {
    this.box = new SearchBox(deps.clock, (name) => this.search(name));
    makeAutoObservable<this, 'deps'>(this, { query: observable.ref, box: false, deps: false }, { autoBind: true });
  }

  /** For another camera. */
  begin(): void {
    this.query = ALL;
    this.box.typed = '';
  }

  choose(range: VideoRange): void {
    const today = this.deps.today();
    if (today === '' && range !== 'all') return;
    const { days } = this.query;
    this.ask({ ...this.query, range, days: range === 'custom' && days.first === '' ? lastWeek(today) : days });
  }

  /** One end of the days was chosen. */
  chooseDay(end: keyof Days, day: string): void {
    this.ask({ ...this.query, range: 'custom', days: withEnd(this.query.days, end, day) });
  }

  showAll(): void {
    this.box.typed = '';
    this.ask(ALL);
  }

  private search(name: string): void {
    if (name !== this.query.name) this.ask({ ...this.query, name });
  }

  private ask(query: VideoQuery): void {
    this.query = query;
    this.deps.onAsk();
  }
}

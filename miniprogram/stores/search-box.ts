import { makeAutoObservable } from 'mobx-miniprogram';

import type { Clock } from '../utils/clock';
import { debounce, type Debounced } from '../utils/debounce';

const TYPING_MS = 300;
/** As long as the contract allows. */
const MAX_LENGTH = 40;

/** A search bar: what stands in it, and when that is searched for. */
export class SearchBox {
  /** As typed. */
  typed = '';
  private readonly typing: Debounced<string>;

  /** `onSearch` is told the trimmed text once typing rests; empty ends the search at once. */
  constructor(
    clock: Clock,
    private readonly onSearch: (text: string) => void,
  ) {
    this.typing = debounce(clock, TYPING_MS, () => this.submit());
    makeAutoObservable<this, 'typing' | 'onSearch'>(this, { typing: false, onSearch: false }, { autoBind: true });
  }

  /** Every change of the bar. Where composition shows (Chinese input), its letters go by within the delay. */
  type(text: string): void {
    this.typed = text;
    if (text.trim() === '') this.submit();
    else this.typing.push(text);
  }

  /** Searches now. */
  submit(): void {
    this.typing.cancel();
    this.onSearch(this.typed.trim().slice(0, MAX_LENGTH));
  }

  clear(): void {
    this.type('');
  }
}

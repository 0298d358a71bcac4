import { makeAutoObservable } from 'mobx-miniprogram';

import type { ChannelId } from '../../typings/contract/domain';
import { dictionaries, languageOf, type Dictionary, type Language } from '../i18n/index';
import type { Storage } from '../services/storage';

export type LanguageChoice = 'auto' | Language;

/** As many as one `channel.list` can ask for by id. */
export const MAX_FAVOURITES = 100;

/** What became of a wish to change a favourite. */
export type FavouriteOutcome = 'added' | 'removed' | 'full';

interface Deps {
  readonly storage: Storage;
  /** As WeChat spells it: `zh_CN`. */
  readonly phoneLanguage: string;
}

/** What this person chose on this phone; kept here and nowhere else. */
export class PreferencesStore {
  languageChoice: LanguageChoice = 'auto';
  /** In the order they were added. */
  favourites: readonly ChannelId[] = [];
  /** Whether live pictures start with sound: off until chosen, since a shop floor's talk is nobody's business. */
  sound = false;
  /** Whether talk begins and ends by taps, for whoever cannot hold a button down. */
  tapToTalk = false;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
    this.recall(deps.storage.read('preferences'));
  }

  get language(): Language {
    return this.languageChoice === 'auto' ? languageOf(this.deps.phoneLanguage) : this.languageChoice;
  }

  get words(): Dictionary {
    return dictionaries[this.language];
  }

  chooseLanguage(choice: LanguageChoice): void {
    this.languageChoice = choice;
    this.keep();
  }

  chooseSound(sound: boolean): void {
    this.sound = sound;
    this.keep();
  }

  chooseTapToTalk(on: boolean): void {
    this.tapToTalk = on;
    this.keep();
  }

  /** Everything as on a phone that never was used. */
  forget(): void {
    this.languageChoice = 'auto';
    this.favourites = [];
    this.sound = false;
    this.tapToTalk = false;
    this.deps.storage.remove('preferences');
  }

  isFavourite(id: ChannelId): boolean {
    return this.favourites.includes(id);
  }

  toggleFavourite(id: ChannelId): FavouriteOutcome {
    const present = this.isFavourite(id);
    if (!present && this.favourites.length >= MAX_FAVOURITES) return 'full';
    this.favourites = present ? this.favourites.filter((other) => other !== id) : [...this.favourites, id];
    this.keep();
    return present ? 'removed' : 'added';
  }

  private keep(): void {
    const { languageChoice, favourites, sound, tapToTalk } = this;
    this.deps.storage.write('preferences', { languageChoice, favourites: [...favourites], sound, tapToTalk });
  }

  /** Takes what an earlier version kept, field by field: what is not understood keeps its default. */
  private recall(kept: unknown): void {
    if (typeof kept !== 'object' || kept === null) return;
    if ('languageChoice' in kept && isLanguageChoice(kept.languageChoice)) this.languageChoice = kept.languageChoice;
    if ('favourites' in kept && isIds(kept.favourites)) this.favourites = kept.favourites.slice(0, MAX_FAVOURITES);
    if ('sound' in kept && typeof kept.sound === 'boolean') this.sound = kept.sound;
    if ('tapToTalk' in kept && typeof kept.tapToTalk === 'boolean') this.tapToTalk = kept.tapToTalk;
  }
}

function isLanguageChoice(value: unknown): value is LanguageChoice {
  return value === 'auto' || value === 'zh-CN' || value === 'en';
}

function isIds(value: unknown): value is readonly ChannelId[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string');
}

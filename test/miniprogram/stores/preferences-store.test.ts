import { MAX_FAVOURITES, PreferencesStore } from '../../../miniprogram/stores/preferences-store';
import { makeStorage } from '../support/phone';

function make(storage = makeStorage(), phoneLanguage = 'zh_CN') {
  return new PreferencesStore({ storage, phoneLanguage });
}

test('words follow the phone until a language is chosen, and then the choice', () => {
  const storage = makeStorage();
  const preferences = make(storage, 'en');
  expect(preferences.words.common.retry).toBe('Try again');

  preferences.chooseLanguage('zh-CN');

  expect(preferences.words.common.retry).toBe('重试');
  expect(make(storage, 'en').language).toBe('zh-CN');
});

test('favourites keep their order over a restart', () => {
  const storage = makeStorage();
  const preferences = make(storage);

  expect(['b', 'a', 'c'].map((id) => preferences.toggleFavourite(id))).toEqual(['added', 'added', 'added']);
  expect(preferences.toggleFavourite('a')).toBe('removed');

  expect(make(storage).favourites).toEqual(['b', 'c']);
});

test('there are never more favourites than one call can ask for', () => {
  const preferences = make();
  for (let n = 0; n < MAX_FAVOURITES; n += 1) preferences.toggleFavourite(`c${n}`);

  expect(preferences.toggleFavourite('one more')).toBe('full');
  expect(preferences.isFavourite('one more')).toBe(false);
});

test.each([['text'], [{ languageChoice: 'fr', favourites: [1], sound: 'yes', tapToTalk: 1 }], [[]]])(
  'what an unknown version kept (%j) falls back to the defaults',
  (kept) => {
    const storage = makeStorage();
    storage.kept.set('preferences', kept);

    const preferences = make(storage);

    const { languageChoice, favourites, sound, tapToTalk } = preferences;
    expect([languageChoice, favourites, sound, tapToTalk]).toEqual(['auto', [], false, false]);
  },
);

test('how somebody speaks through a camera is kept', () => {
  const storage = makeStorage();
  make(storage).chooseTapToTalk(true);

  expect(make(storage).tapToTalk).toBe(true);
});

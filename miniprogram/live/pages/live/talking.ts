import { preferences } from '../../../stores/index';
import type { PhraseDetail } from '../../components/phrase-list/phrase-list';
import type { ActDetail, TalkDetail } from '../../components/talk-pad/talk-pad';
import { controls, live, liveSound, phrases, talk, talkPage, words } from '../../stores/index';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** What the page shows of speaking through the camera. */
export const talkingFields = {
  talkWords: () => words().talk,
  muted: () => !preferences.sound || liveSound.hushed,
  soundMode: () => liveSound.mode,
  talkable: () => controls.tabs.includes('talk'),
  speaking: () => talk.state.phase.kind !== 'resting',
  talkView: () => talkPage.view,
  talkLevel: () => talkPage.level,
  hasPhrases: () => phrases.offered,
  phraseRows: () => talkPage.phraseRows,
  phraseLine: () => talkPage.phraseLine,
  phrasesAgain: () => talkPage.phrasesAgain,
  phrasesBusy: () => phrases.playing !== null,
};

/** What a finger does about it. */
export const talkingMethods = {
  onTalk({ detail: { act, up } }: Detail<TalkDetail>) {
    if (act !== 'move') live.touch();
    switch (act) {
      case 'press':
        talk.press();
        break;
      case 'move':
        talk.move(up);
        break;
      case 'release':
        talk.release();
        break;
      case 'cancel':
        talk.cancel();
        break;
      case 'tap':
        talk.tap();
        break;
    }
  },
  onTalkAct({ detail }: Detail<ActDetail>) {
    live.touch();
    switch (detail.name) {
      case 'retry':
        talk.retry();
        break;
      case 'settings':
        talk.openSettings();
        break;
      case 'discard':
        talk.discard();
        break;
      case 'toggle':
        talk.toggleByTap();
        break;
    }
  },
  onPhrasesAgain: () => void phrases.read(),
  onPhraseListen({ detail }: Detail<PhraseDetail>) {
    live.attend();
    phrases.listen(detail.id);
  },
  onPhrasePlay({ detail }: Detail<PhraseDetail>) {
    live.attend();
    void phrases.play(detail.id);
  },
};

/** The button is about to go: nobody could let go of it, or send. */
export function stopTalking(): void {
  talk.hide();
  phrases.hush();
}

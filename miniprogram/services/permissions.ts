import { openPhoneSettings } from './phone-settings';
import { privacyRefusal, type PrivacyRefusal } from './privacy-refusal';
import type { Recorder } from './recorder';

/**
 * Whether this mini-program may use the microphone. Three have a say, one after the other: the person, about the
 * privacy agreement (a `PrivacyRefusal`) and then about this mini-program (`denied`), and the phone about WeChat
 * (`system-denied`). `unasked`: using it opens a question.
 */
export type MicrophoneLeave = 'granted' | 'unasked' | PrivacyRefusal | 'denied' | 'system-denied';

/** Leave to use the microphone. Nothing here rejects. */
export interface Microphone {
  /** How it stands; opens no question. */
  look(): Promise<MicrophoneLeave>;
  /** Asks whatever has not been asked. WeChat asks a person once only: a refusal is changed in settings. */
  ask(): Promise<MicrophoneLeave>;
  /** Leads to where a refusal is changed, WeChat's page or the phone's; only right after a tap. Resolves on the return. */
  openSettings(refused: 'denied' | 'system-denied'): Promise<MicrophoneLeave>;
}

const SCOPE = 'scope.record';

/** Builds it on the phone's recorder, which alone makes the phone ask its own question. */
export function createMicrophone(recorder: Pick<Recorder, 'probe'>): Microphone {
  const ask = async (): Promise<MicrophoneLeave> => {
    const answer = await askPerson();
    if (answer === 'no-consent' || answer === 'undeclared') return answer;
    const leave = await look();
    if (answer === 'refused' || leave !== 'unasked') return leave;
    await recorder.probe();
    return settled(await look());
  };
  return {
    look,
    ask,
    openSettings: (refused) => (refused === 'denied' ? openOwnSettings() : openPhoneSettings().then(look)),
  };
}

async function look(): Promise<MicrophoneLeave> {
  const [consented, scope] = await Promise.all([hasConsent(), readScope()]);
  if (scope === false) return 'denied';
  const system = readSystem();
  if (system === 'denied') return scope === true ? 'system-denied' : 'unasked';
  return consented && scope === true && system !== 'not determined' ? 'granted' : 'unasked';
}

/** Phones that do not say whether they have decided are taken to have. */
const settled = (leave: MicrophoneLeave): MicrophoneLeave => (leave === 'unasked' ? 'granted' : leave);

/** Whether the privacy agreement is accepted; base libraries before 2.32.3 know none. */
function hasConsent(): Promise<boolean> {
  if (!wx.canIUse('getPrivacySetting')) return Promise.resolve(true);
  return new Promise((resolve) => {
    wx.getPrivacySetting({
      success: ({ needAuthorization }) => resolve(!needAuthorization),
      fail: () => resolve(true),
    });
  });
}

/** WeChat asks for the agreement in the same box, where that is still open. */
function askPerson(): Promise<'granted' | 'refused' | PrivacyRefusal> {
  return new Promise((resolve) => {
    wx.authorize({
      scope: SCOPE,
      success: () => resolve('granted'),
      fail: (failure) => resolve(privacyRefusal(failure) ?? 'refused'),
    });
  });
}

/** What the person said of this mini-program; undefined before that. */
function readScope(): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    wx.getSetting({
      success: ({ authSetting }) => resolve(authSetting[SCOPE]),
      fail: () => resolve(undefined),
    });
  });
}

/** What the phone says of WeChat; empty where this WeChat cannot tell. */
function readSystem(): string {
  try {
    return wx.getAppAuthorizeSetting().microphoneAuthorized;
  } catch {
    return '';
  }
}

function openOwnSettings(): Promise<MicrophoneLeave> {
  return new Promise((resolve) => {
    wx.openSetting({ complete: () => void look().then(resolve) });
  });
}

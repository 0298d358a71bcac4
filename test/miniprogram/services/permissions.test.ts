import { createMicrophone, type MicrophoneLeave } from '../../../miniprogram/services/permissions';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

interface Person {
  /** Whether the privacy agreement is accepted, open, or does not name the microphone. */
  readonly consent?: 'given' | 'open' | 'undeclared';
  /** What was said of this mini-program before. */
  readonly scope?: boolean;
  readonly system?: string | null;
  /** What is answered to WeChat's box, and to the phone's. */
  readonly answer?: 'allow' | 'refuse' | 'ignore';
  readonly systemAnswer?: 'authorized' | 'denied';
  /** What is changed in WeChat's settings, and in the phone's. */
  readonly settings?: boolean;
  readonly systemSettings?: string;
  /** A base library that knows nothing of privacy. */
  readonly old?: boolean;
}

interface Callbacks {
  readonly success?: (answer: object) => void;
  readonly fail?: (failure: { errMsg: string; errno?: number }) => void;
  readonly complete?: () => void;
}

/** A phone with a person who has an answer to everything. */
function makePhone(person: Person) {
  const { answer = 'allow', systemAnswer = 'authorized', old = false } = person;
  let { consent = 'given', scope, system = 'authorized' } = person;
  const asked: string[] = [];
  let comeBack = (): void => {};
  const settings = () => ({ authSetting: scope === undefined ? {} : { 'scope.record': scope } });
  Reflect.set(globalThis, 'wx', {
    canIUse: () => !old,
    getPrivacySetting: ({ success }: Callbacks) => success?.({ needAuthorization: consent === 'open' }),
    getSetting: ({ success }: Callbacks) => success?.(settings()),
    getAppAuthorizeSetting: () => {
      if (system === null) throw new Error('base library before 2.20.1');
      return { microphoneAuthorized: system };
    },
    authorize({ success, fail }: Callbacks) {
      const refuse = (reason: string, errno?: number) =>
        fail?.({ errMsg: `authorize:fail ${reason}`, ...(errno === undefined ? {} : { errno }) });
      if (consent === 'undeclared') return refuse('api scope is not declared in the privacy agreement', 112);
      if (scope === undefined) asked.push(consent === 'open' ? 'person, with the agreement' : 'person');
      if (consent === 'open' && answer === 'refuse') return refuse('privacy permission is not authorized', 103);
      if (answer === 'ignore') return refuse('authorize no response');
      consent = 'given';
      scope ??= answer === 'allow';
      return scope ? success?.({}) : refuse('auth deny');
    },
    openSetting({ complete }: Callbacks) {
      asked.push('WeChat’s settings');
      scope = person.settings ?? scope;
      complete?.();
    },
    onAppShow: (listener: () => void) => void (comeBack = listener),
    offAppShow: () => void (comeBack = () => {}),
    openAppAuthorizeSetting() {
      asked.push('the phone’s settings');
      // The person takes a while, and comes back.
      void Promise.resolve().then(() => {
        system = person.systemSettings ?? system;
        comeBack();
      });
    },
  });
  const probe = () => {
    asked.push('phone');
    system = systemAnswer;
    return Promise.resolve('recorded' as const);
  };
  return { microphone: createMicrophone({ probe }), asked };
}

test.each<[string, Person, MicrophoneLeave]>([
  ['all have agreed', { scope: true }, 'granted'],
  ['a phone does not say', { scope: true, system: null }, 'granted'],
  ['an old base library knows no agreement', { scope: true, consent: 'open', old: true }, 'granted'],
  ['nobody was asked', {}, 'unasked'],
  ['the agreement was forgotten', { scope: true, consent: 'open' }, 'unasked'],
  ['the phone was not asked', { scope: true, system: 'not determined' }, 'unasked'],
  ['the person refused', { scope: false }, 'denied'],
  ['the phone refused', { scope: true, system: 'denied' }, 'system-denied'],
  ['the phone refused and nobody was asked', { system: 'denied' }, 'unasked'],
])('looking when %s asks nobody', async (_, person, leave) => {
  const { microphone, asked } = makePhone(person);
  expect(await microphone.look()).toBe(leave);
  expect(asked).toEqual([]);
});

test.each<[string, Person, MicrophoneLeave, readonly string[]]>([
  ['who allows it', {}, 'granted', ['person']],
  ['who has not agreed yet, in one box', { consent: 'open' }, 'granted', ['person, with the agreement']],
  ['who refuses', { answer: 'refuse' }, 'denied', ['person']],
  ['who closes the box', { answer: 'ignore' }, 'unasked', ['person']],
  ['who refuses the agreement', { consent: 'open', answer: 'refuse' }, 'no-consent', ['person, with the agreement']],
  ['of an app that does not declare it', { consent: 'undeclared' }, 'undeclared', []],
  ['whose phone asks as well', { system: 'not determined' }, 'granted', ['person', 'phone']],
  [
    ...(['whose phone asks and is refused', { system: 'not determined', systemAnswer: 'denied' }] as const),
    ...(['system-denied', ['person', 'phone']] as const),
  ],
  ['whose phone has refused', { system: 'denied' }, 'system-denied', ['person']],
])('asking a person %s', async (_, person, leave, boxes) => {
  const { microphone, asked } = makePhone(person);
  expect(await microphone.ask()).toBe(leave);
  expect(asked).toEqual(boxes);
});

test('settings lead to where the refusal is, and tell what has become of it', async () => {
  const denied = makePhone({ scope: false, settings: true });
  expect(await denied.microphone.openSettings('denied')).toBe('granted');
  expect(denied.asked).toEqual(['WeChat’s settings']);

  const unchanged = makePhone({ scope: false });
  expect(await unchanged.microphone.openSettings('denied')).toBe('denied');

  const system = makePhone({ scope: true, system: 'denied', systemSettings: 'authorized' });
  expect(await system.microphone.openSettings('system-denied')).toBe('granted');
  expect(system.asked).toEqual(['the phone’s settings']);
});

import { createMp3Encoder } from 'wasm-media-encoders';

import { createRecorder, type RecorderHandlers } from '../../../miniprogram/services/recorder';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

type Listener = (detail?: object) => void;
const EVENTS = ['Start', 'Stop', 'Error', 'Pause', 'FrameRecorded', 'InterruptionBegin', 'InterruptionEnd'] as const;

/** A phone whose recorder says what it is told to say. */
function makePhone() {
  const commands: string[] = [];
  const options: object[] = [];
  const listeners = new Map<string, Listener[]>();
  const add = (name: string) => (listener: Listener) => {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  };
  const manager = {
    start(option: object) {
      commands.push('start');
      options.push(option);
    },
    stop: () => void commands.push('stop'),
    ...Object.fromEntries(EVENTS.map((name) => [`on${name}`, add(name)])),
  };
  Reflect.set(globalThis, 'wx', {
    getRecorderManager: () => manager,
    onAudioInterruptionBegin: add('AudioInterruption'),
    onAudioInterruptionEnd: add('AudioInterruptionEnd'),
  });
  return {
    commands,
    options,
    listeners,
    say: (name: (typeof EVENTS)[number] | 'AudioInterruption' | 'AudioInterruptionEnd', detail?: object) => {
      for (const listener of listeners.get(name) ?? []) listener(detail);
    },
  };
}

function makeListener() {
  const told: string[] = [];
  const levels: number[] = [];
  const handlers: RecorderHandlers = {
    started: () => told.push('started'),
    level: (level) => levels.push(level),
    interrupted: () => told.push('interrupted'),
    stopped: ({ path, durationMs }) => told.push(`stopped ${path} ${durationMs}`),
    failed: (fault) => told.push(`failed ${fault}`),
  };
  return { handlers, told, levels };
}

const END = { tempFilePath: 'a.mp3', duration: 2_000, fileSize: 12_000 };

test('it records what cameras play: mp3, 16 kHz, one channel, a minute at most', () => {
  const phone = makePhone();
  createRecorder().start(makeListener().handlers);

  expect(phone.options).toEqual([
    { duration: 60_000, sampleRate: 16_000, numberOfChannels: 1, encodeBitRate: 48_000, format: 'mp3', frameSize: 1 },
  ]);
});

test('handlers are registered once for the life of the app, and speak to whoever records', () => {
  const phone = makePhone();
  const recorder = createRecorder();
  const [first, second] = [makeListener(), makeListener()];
  const one = recorder.start(first.handlers);
  phone.say('Start');
  one.stop();
  phone.say('Stop', END);
  recorder.start(second.handlers);
  phone.say('Start');
  phone.say('Stop', { ...END, tempFilePath: 'b.mp3' });

  expect([...phone.listeners.values()].map(({ length }) => length)).toEqual(
    phone.listeners.size === 9 ? Array(9).fill(1) : [],
  );
  expect(first.told).toEqual(['started', 'stopped a.mp3 2000']);
  expect(second.told).toEqual(['started', 'stopped b.mp3 2000']);
});

test('a stop before the phone has begun waits until it has, and nobody hears that it began', () => {
  const phone = makePhone();
  const { handlers, told } = makeListener();
  const recording = createRecorder().start(handlers);
  recording.stop();
  recording.stop();
  expect(phone.commands).toEqual(['start']);
  phone.say('Start');
  expect(phone.commands).toEqual(['start', 'stop']);
  phone.say('Stop', END);
  expect(told).toEqual(['stopped a.mp3 2000']);
});

test('a stop is given once', () => {
  const phone = makePhone();
  const recording = createRecorder().start(makeListener().handlers);
  phone.say('Start');
  recording.stop();
  recording.stop();
  phone.say('Stop', END);
  recording.stop();

  expect(phone.commands).toEqual(['start', 'stop']);
});

test('a recording that never ended is stopped by the next, and its late end is not taken for that one’s', () => {
  const phone = makePhone();
  const recorder = createRecorder();
  const [first, second] = [makeListener(), makeListener()];
  recorder.start(first.handlers);
  phone.say('Start');
  recorder.start(second.handlers);
  expect(phone.commands).toEqual(['start', 'stop', 'start']);
  phone.say('Stop', END);
  phone.say('Start');
  phone.say('Stop', { ...END, tempFilePath: 'b.mp3' });

  expect(first.told).toEqual(['started']);
  expect(second.told).toEqual(['started', 'stopped b.mp3 2000']);
});

test.each(['InterruptionBegin', 'Pause', 'AudioInterruption'] as const)(
  '%s interrupts what is being recorded',
  (name) => {
    const phone = makePhone();
    const { handlers, told } = makeListener();
    const recorder = createRecorder();
    const recording = recorder.start(handlers);
    phone.say(name);
    expect(told).toEqual([]);
    phone.say('Start');
    phone.say(name);
    expect(told).toEqual(['started', 'interrupted']);
    recording.stop();
    phone.say(name);
    expect(told).toEqual(['started', 'interrupted']);
  },
);

test.each([
  ['operateRecorder:fail auth deny', 'denied'],
  ['operateRecorder:fail:auth denied', 'denied'],
  ['operateRecorder:fail system permission denied', 'denied'],
  ['operateRecorder:fail privacy permission is not authorized', 'denied'],
  ['operateRecorder:fail api scope is not declared in the privacy agreement', 'denied'],
  ['operateRecorder:fail is recording or paused', 'busy'],
  ['operateRecorder:fail start record fail', 'failed'],
])('%s is %s', (errMsg, fault) => {
  const phone = makePhone();
  const { handlers, told } = makeListener();
  createRecorder().start(handlers);
  phone.say('Error', { errMsg });
  phone.say('Error', { errMsg });

  expect(told).toEqual([`failed ${fault}`]);
});

test.each([
  ['InterruptionBegin', 'InterruptionEnd'],
  ['AudioInterruption', 'AudioInterruptionEnd'],
] as const)('between %s and %s a phone that does not record is busy', (begin, end) => {
  const phone = makePhone();
  const { handlers, told } = makeListener();
  const recorder = createRecorder();
  const fail = () => {
    recorder.start(handlers);
    phone.say('Error', { errMsg: 'operateRecorder:fail start record fail' });
  };
  fail();
  phone.say(begin);
  fail();
  phone.say(end);
  fail();

  expect(told).toEqual(['failed failed', 'failed busy', 'failed failed']);
});

test('what the phone says while nobody records concerns nobody', () => {
  const phone = makePhone();
  const { handlers, told } = makeListener();
  const recorder = createRecorder();
  recorder.start(handlers);
  phone.say('Error', { errMsg: 'operateRecorder:fail start record fail' });
  for (const name of EVENTS) phone.say(name, { ...END, errMsg: '', frameBuffer: new ArrayBuffer(0) });

  expect(told).toEqual(['failed failed']);
});

test('the level is read off the frames, loud or silent', async () => {
  const phone = makePhone();
  const { handlers, levels } = makeListener();
  const recording = createRecorder().start(handlers);
  phone.say('Start');
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate: 16_000, channels: 1, bitrate: 48 });
  const tone = Float32Array.from({ length: 32_000 }, (_, at) =>
    at < 16_000 ? 0.5 * Math.sin((440 * 2 * Math.PI * at) / 16_000) : 0,
  );
  const bytes = encoder.encode([tone]).slice();
  for (let at = 0; at < bytes.length; at += 1_024) {
    phone.say('FrameRecorded', { frameBuffer: bytes.slice(at, at + 1_024).buffer, isLastFrame: false });
  }
  const heard = levels.length;
  recording.stop();
  phone.say('FrameRecorded', { frameBuffer: bytes.slice(0, 1_024).buffer, isLastFrame: true });

  expect(levels.slice(1, 5).every((level) => level > 0.7)).toBe(true);
  expect(levels.at(-1)).toBe(0);
  expect(levels.length).toBe(heard);
});

test('a probe records for a moment and throws it away', async () => {
  const phone = makePhone();
  const probe = createRecorder().probe();
  phone.say('Start');
  phone.say('Stop', END);

  expect(await probe).toBe('recorded');
  expect(phone.commands).toEqual(['start', 'stop']);
});

test('a probe that is refused says why', async () => {
  const phone = makePhone();
  const probe = createRecorder().probe();
  phone.say('Error', { errMsg: 'operateRecorder:fail system permission denied' });

  expect(await probe).toBe('denied');
});

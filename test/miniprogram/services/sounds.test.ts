import { createSounds, type SoundHandlers } from '../../../miniprogram/services/sounds';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

/** A phone's loudspeaker, with all that was ever played on it. */
function makePhone() {
  const contexts: { src: string; log: string[]; say: (event: 'Play' | 'Ended' | 'Error') => void }[] = [];
  Reflect.set(globalThis, 'wx', {
    createInnerAudioContext: () => {
      const listeners = new Map<string, () => void>();
      const log: string[] = [];
      const on = (name: string) => (listener: () => void) => void listeners.set(name, listener);
      const context = {
        src: '',
        play: () => log.push(`play ${context.src}`),
        stop: () => log.push('stop'),
        destroy: () => log.push('destroy'),
        onPlay: on('Play'),
        onEnded: on('Ended'),
        onError: on('Error'),
      };
      contexts.push(Object.assign(context, { log, say: (event: string) => listeners.get(event)?.() }));
      return context;
    },
  });
  return contexts;
}

function makeListener() {
  const told: string[] = [];
  const handlers: SoundHandlers = {
    playing: () => told.push('playing'),
    ended: () => told.push('ended'),
    failed: () => told.push('failed'),
  };
  return { told, handlers };
}

test.each([
  ['Ended', 'ended'],
  ['Error', 'failed'],
] as const)('a sound tells that it plays and that it %s, and lets go of its context', (event, word) => {
  const contexts = makePhone();
  const { told, handlers } = makeListener();
  createSounds().play('https://x/a.mp3', handlers);
  contexts[0]?.say('Play');
  contexts[0]?.say(event);
  contexts[0]?.say(event);

  expect(told).toEqual(['playing', word]);
  expect(contexts[0]?.log).toEqual(['play https://x/a.mp3', 'destroy']);
});

test('the next sound stops the one before, which tells nothing more', () => {
  const contexts = makePhone();
  const sounds = createSounds();
  const [first, second] = [makeListener(), makeListener()];
  sounds.play('a', first.handlers);
  sounds.play('b', second.handlers);
  contexts[0]?.say('Play');
  contexts[0]?.say('Ended');
  contexts[1]?.say('Play');

  expect([first.told, second.told]).toEqual([[], ['playing']]);
  expect(contexts.map(({ log }) => log)).toEqual([['play a', 'stop', 'destroy'], ['play b']]);
});

test('a sound that was stopped is silent for good', () => {
  const contexts = makePhone();
  const sounds = createSounds();
  const { told, handlers } = makeListener();
  sounds.play('a', handlers);
  sounds.stop();
  sounds.stop();
  contexts[0]?.say('Ended');

  expect(told).toEqual([]);
  expect(contexts[0]?.log).toEqual(['play a', 'stop', 'destroy']);
});

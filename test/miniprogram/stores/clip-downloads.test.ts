import type { PartFile } from '../../../miniprogram/playback/stores/clip-downloads';
import { fileActs } from '../../../miniprogram/playback/stores/clip-files';
import { makeDeferred } from '../support/answers';
import { makeDownloads } from '../support/clips';
import { NOON, settled } from '../support/phone';

const file = (part: number, change: Partial<PartFile> = {}): PartFile => ({
  clipId: 'k1',
  part,
  format: 'flv',
  name: `part ${part}.flv`,
  ...change,
});
const loaded = (path: string) => ({ kind: 'loaded', path }) as const;

test('three parts come one after the other, each by an address of its own turn', async () => {
  const { downloads, loads, answers } = makeDownloads();
  downloads.want([file(0), file(1), file(2)]);
  await settled();
  const kinds = () => [0, 1, 2].map((part) => downloads.stageOf('k1', part)?.kind);
  expect(kinds()).toEqual(['loading', 'waiting', 'waiting']);
  expect(answers.inputs('clip.open')).toEqual([{ id: 'k1', part: 0 }]);

  loads[0]!.end(loaded('a.flv'));
  await settled();
  expect(kinds()).toEqual(['loaded', 'loading', 'waiting']);
  loads[1]!.end({ kind: 'failed', fault: 'network' });
  await settled();
  loads[2]!.end(loaded('c.flv'));
  await settled();

  expect(kinds()).toEqual(['loaded', 'failed', 'loaded']);
  expect(loads.map(({ url }) => url)).toEqual(['https://files/k1/0', 'https://files/k1/1', 'https://files/k1/2']);
});

test('what was wanted twice is loaded once, and what failed can be wanted again', async () => {
  const { downloads, loads } = makeDownloads();
  downloads.want([file(0)]);
  downloads.want([file(0), file(1)]);
  await settled();
  loads[0]!.end({ kind: 'failed', fault: 'interrupted' });
  await settled();
  loads[1]!.end(loaded('b.flv'));
  await settled();
  downloads.want([file(0), file(1)]);
  await settled();

  expect(loads.map(({ url }) => url.at(-1))).toEqual(['0', '1', '0']);
});

test('progress is what WeChat told, drawn four times a second at most, and never after the end', async () => {
  const { downloads, loads, clock } = makeDownloads();
  downloads.want([file(0)]);
  await settled();
  const shown = () => {
    const stage = downloads.stageOf('k1', 0);
    return stage?.kind === 'loading' ? stage.progress : stage?.kind;
  };
  expect(shown()).toEqual({ written: 0, total: null });

  loads[0]!.progress({ written: 10, total: 100 });
  loads[0]!.progress({ written: 20, total: 100 });
  expect(shown()).toEqual({ written: 10, total: 100 });
  await clock.pass(250);
  expect(shown()).toEqual({ written: 20, total: 100 });

  loads[0]!.progress({ written: 90, total: 100 });
  loads[0]!.end(loaded('a.flv'));
  await clock.pass(1_000);
  expect(shown()).toBe('loaded');
});

test('a file on its way can be given up, and the next one comes', async () => {
  const { downloads, loads } = makeDownloads();
  downloads.want([file(0), file(1)]);
  await settled();
  downloads.cancel('k1', 0);
  await settled();

  expect(loads[0]!.cancelled).toBe(true);
  expect(downloads.stageOf('k1', 0)).toBeNull();
  expect(downloads.stageOf('k1', 1)?.kind).toBe('loading');
});

test('one that waits can be given up before its turn', async () => {
  const { downloads, loads } = makeDownloads();
  downloads.want([file(0), file(1)]);
  await settled();
  downloads.cancel('k1', 1);
  loads[0]!.end(loaded('a.flv'));
  await settled();

  expect(downloads.stageOf('k1', 1)).toBeNull();
  expect(loads).toHaveLength(1);
});

test('one whose address is still asked for can be given up: nothing is loaded then', async () => {
  const { downloads, loads, answers } = makeDownloads();
  const link = makeDeferred<{ url: string; expiresAt: null }>();
  answers.on('clip.open', () => link.promise);
  downloads.want([file(0)]);
  await settled();
  expect(downloads.stageOf('k1', 0)?.kind).toBe('opening');
  downloads.cancel('k1', 0);
  link.resolve({ url: 'https://files/late', expiresAt: null });
  await settled();

  expect(loads).toEqual([]);
  expect(downloads.stageOf('k1', 0)).toBeNull();
});

test('what the cloud refuses is told with its code, and the next one comes', async () => {
  const { downloads, answers } = makeDownloads();
  answers.refuse('clip.open', 'permission-denied');
  downloads.want([file(0), file(1)]);
  await settled();
  expect(downloads.stageOf('k1', 0)).toMatchObject({ kind: 'refused', failure: { code: 'permission-denied' } });
  expect(downloads.stageOf('k1', 1)).toMatchObject({ kind: 'refused' });
});

describe('an mp4', () => {
  const mp4 = (part: number) => file(part, { format: 'mp4' });

  async function load(save: 'saved' | 'denied' | 'system-denied' | 'failed', parts = [0]) {
    const rig = makeDownloads();
    rig.phone.save = save;
    rig.downloads.want(parts.map(mp4));
    for (const part of parts) {
      await settled();
      rig.loads[part]!.end(loaded(`${part}.mp4`));
    }
    await settled();
    return rig;
  }

  test('goes into the album by itself; an flv, which no album takes, does not', async () => {
    const { downloads, saved } = await load('saved');
    expect(saved).toEqual(['0.mp4']);
    expect(downloads.stageOf('k1', 0)?.kind).toBe('saved');

    const other = makeDownloads();
    other.downloads.want([file(0)]);
    await settled();
    other.loads[0]!.end(loaded('0.flv'));
    await settled();
    expect(other.saved).toEqual([]);
  });

  test('kept out of the album says by whom, and stays on the phone', async () => {
    const { downloads } = await load('denied');
    expect(downloads.stageOf('k1', 0)).toEqual({ kind: 'unsaved', path: '0.mp4', why: 'denied' });
  });

  test('goes there with all others once the permission is given', async () => {
    const { downloads, phone, saved } = await load('denied', [0, 1]);
    phone.save = 'saved';
    await downloads.openSettings('denied');
    expect(phone.opened).toEqual(['denied']);
    expect(saved).toEqual(['0.mp4', '1.mp4']);
  });

  test('stays where it is when the permission is not given', async () => {
    const { downloads, phone, saved } = await load('denied');
    phone.save = 'saved';
    phone.settings = false;
    await downloads.openSettings('denied');
    expect(saved).toEqual([]);
    expect(downloads.stageOf('k1', 0)).toMatchObject({ kind: 'unsaved' });
  });

  test('that lies there is not offered to the album again once it was forwarded', async () => {
    const { downloads } = await load('saved');
    await downloads.forward(file(0, { format: 'mp4' }));
    const stage = downloads.stageOf('k1', 0);
    expect(stage).toEqual({ kind: 'saved', path: '0.mp4', sent: 'sent' });
    expect(fileActs('ready', stage, 'mp4')).not.toContain('save');
  });

  test('can be saved again by hand, after the phone’s own settings', async () => {
    const { downloads, phone, saved } = await load('system-denied');
    phone.save = 'saved';
    await downloads.save({ clipId: 'k1', part: 0 });
    expect(saved).toEqual(['0.mp4']);
  });
});

describe('a file that is here', () => {
  async function here() {
    const rig = makeDownloads();
    rig.downloads.want([file(0)]);
    await settled();
    rig.loads[0]!.end(loaded('a.flv'));
    await settled();
    return rig;
  }

  test('is forwarded at once, as a tap demands, under its own name', async () => {
    const { downloads, forwarded } = await here();
    const done = downloads.forward(file(0));
    expect(forwarded).toEqual(['a.flv as part 0.flv']);
    await done;
    expect(downloads.stageOf('k1', 0)).toEqual({ kind: 'loaded', path: 'a.flv', sent: 'sent' });
  });

  test.each(['unsupported', 'failed'] as const)('that could not be forwarded (%s) says so', async (result) => {
    const { downloads, phone } = await here();
    phone.forward = result;
    await downloads.forward(file(0));
    expect(downloads.stageOf('k1', 0)).toMatchObject({ sent: result });
  });

  test('that the person did not forward after all stays as it was', async () => {
    const { downloads, phone } = await here();
    phone.forward = 'cancelled';
    await downloads.forward(file(0));
    expect(downloads.stageOf('k1', 0)).toMatchObject({ sent: 'not' });
  });

  test('is forgotten with its clip', async () => {
    const { downloads } = await here();
    await downloads.copyLink(file(0));
    downloads.want([file(1), file(1, { clipId: 'k10' })]);
    await settled();
    downloads.forget('k1');
    await settled();
    expect(downloads.stageOf('k1', 0)).toBeNull();
    expect(downloads.stageOf('k1', 1)).toBeNull();
    expect(downloads.linkOf('k1', 0)).toBeNull();
    expect(downloads.stageOf('k10', 1)?.kind).toBe('loading');
  });
});

describe('a link', () => {
  test('is copied, and kept nowhere but on the clipboard', async () => {
    const { downloads, copied } = makeDownloads();
    const done = downloads.copyLink(file(2));
    expect(downloads.linkOf('k1', 2)).toEqual({ kind: 'asking' });
    await done;
    expect(copied).toEqual(['https://files/k1/2']);
    expect(downloads.linkOf('k1', 2)).toEqual({ kind: 'copied', expiresAt: NOON + 3_600_000 });
  });

  test('that the cloud refuses has a code, and one that no clipboard took says so', async () => {
    const { downloads, answers, phone } = makeDownloads();
    phone.clipboard = 'no-consent';
    await downloads.copyLink(file(0));
    expect(downloads.linkOf('k1', 0)).toEqual({ kind: 'uncopied', why: 'no-consent' });
    answers.refuse('clip.open', 'conflict');
    await downloads.copyLink(file(0));
    expect(downloads.linkOf('k1', 0)).toMatchObject({ kind: 'refused', failure: { code: 'conflict' } });
  });
});

test('why files did not come is forgotten when they are made anew', async () => {
  const { downloads, loads } = makeDownloads();
  downloads.want([file(0), file(1)]);
  await settled();
  loads[0]!.end({ kind: 'failed', fault: 'gone' });
  await settled();
  loads[1]!.end(loaded('b.flv'));
  await settled();
  downloads.forgetFailures('k1');
  expect(downloads.stageOf('k1', 0)).toBeNull();
  expect(downloads.stageOf('k1', 1)?.kind).toBe('loaded');
});

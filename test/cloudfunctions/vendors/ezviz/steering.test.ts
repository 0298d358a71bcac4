import type { PtzMotion } from '../../../../cloudfunctions/core/capabilities';
import { abilitiesOf } from '../../../../cloudfunctions/vendors/ezviz/abilities';
import { speedNumber } from '../../../../cloudfunctions/vendors/ezviz/ptz';
import { ADDRESS, makeApi, refused, success } from './rig';

const DIRECTIONS: readonly (readonly [PtzMotion, string])[] = [
  ['up', '0'],
  ['down', '1'],
  ['left', '2'],
  ['right', '3'],
  ['up-left', '4'],
  ['down-left', '5'],
  ['up-right', '6'],
  ['down-right', '7'],
  ['zoom-in', '8'],
  ['zoom-out', '9'],
  ['focus-near', '10'],
  ['focus-far', '11'],
  ['auto-scan', '16'],
];

test.each(DIRECTIONS)('%s is direction %s, when it begins and when it stops', async (motion, direction) => {
  const { api, calls } = makeApi(() => success());
  expect(await api.ptz.start(ADDRESS, motion, 0.5)).toBe('moved');
  await api.ptz.stop(ADDRESS, motion);
  expect(calls().map(({ fields }) => fields.direction)).toEqual([direction, direction]);
});

test('every motion on offer has a direction, and there is no iris', async () => {
  const { api, calls } = makeApi(() => success());
  expect(new Set(api.ptz.motions)).toEqual(new Set(DIRECTIONS.map(([motion]) => motion)));
  await expect(api.ptz.start(ADDRESS, 'iris-open', 1)).rejects.toMatchObject({ code: 'unsupported' });
  await expect(api.ptz.stop(ADDRESS, 'iris-open')).rejects.toMatchObject({ code: 'unsupported' });
  expect(calls()).toHaveLength(0);
});

test.each(['60002', '60003', '60004', '60005'])('%s is the end stop, which is no error', async (code) => {
  const { api } = makeApi(() => refused(code));
  expect(await api.ptz.start(ADDRESS, 'up', 1)).toBe('limit');
});

test.each([
  [0, 0],
  [0.2, 0],
  [0.3, 1],
  [0.5, 1],
  [0.8, 2],
  [1, 2],
])('speed %d is %d of slow, medium and fast', (speed, number) => {
  expect(speedNumber(speed)).toBe(number);
});

test('a device that does not know slow is steered at medium, from then on at once', async () => {
  const { api, calls } = makeApi(({ fields }) => (fields.speed === '0' ? refused('10001') : success()));
  for (const motion of ['left', 'right'] as const) expect(await api.ptz.start(ADDRESS, motion, 0)).toBe('moved');
  expect(calls().map(({ fields }) => fields.speed)).toEqual(['0', '1', '1']);
});

test('a refusal that has nothing to do with the speed costs one call', async () => {
  const { api, calls } = makeApi(() => refused('20007'));
  await expect(api.ptz.start(ADDRESS, 'left', 0)).rejects.toMatchObject({ code: 'device-offline' });
  expect(calls()).toHaveLength(1);
});

describe('what a camera can do', () => {
  const NOTHING = { talk: 'none', motions: [], mirror: [], mask: false, snapshot: false, presets: false };

  test('a key that is absent is a thing it cannot do', () => {
    expect(abilitiesOf({})).toEqual(NOTHING);
  });

  test('values are text or numbers, and 0 is no', () => {
    const keys = ['support_talk', 'support_ptz', 'support_privacy', 'support_capture', 'ptz_preset', 'ptz_45'];
    expect(abilitiesOf(Object.fromEntries(keys.map((key) => [key, '0'])))).toEqual(NOTHING);
    expect(abilitiesOf(Object.fromEntries(keys.map((key) => [key, 1])))).toMatchObject({
      talk: 'full-duplex',
      mask: true,
      snapshot: true,
      presets: true,
    });
  });

  test.each([
    ['0', 'none'],
    ['1', 'full-duplex'],
    ['2', 'half-duplex'],
    ['3', 'half-duplex'],
    ['4', 'half-duplex'],
    ['9', 'none'],
    ['', 'none'],
  ])('support_talk %s is %s', (value, talk) => {
    expect(abilitiesOf({ support_talk: value }).talk).toBe(talk);
  });

  const FOUR = ['up', 'down', 'left', 'right'];
  test.each([
    [{ support_ptz: '1' }, FOUR],
    [{ support_ptz: '1', ptz_top_bottom: '1', ptz_left_right: '1' }, FOUR],
    [{ support_ptz: '1', ptz_left_right: '1' }, ['left', 'right']],
    [{ support_ptz: '1', ptz_top_bottom: '0', ptz_left_right: '0' }, []],
    [{ ptz_top_bottom: '1' }, ['up', 'down']],
    [{ support_ptz: '1', ptz_zoom: '1' }, [...FOUR, 'zoom-in', 'zoom-out']],
    [
      { ptz_left_right: '1', ptz_45: '1', ptz_focus: '1' },
      ['left', 'right', 'up-left', 'up-right', 'down-left', 'down-right', 'focus-near', 'focus-far'],
    ],
  ])('%j steers %j', (keys, motions) => {
    expect(abilitiesOf(keys).motions).toEqual(motions);
  });

  test('the three mirrors are told apart', () => {
    expect(abilitiesOf({ ptz_left_right_mirror: '1' }).mirror).toEqual(['horizontal']);
    expect(abilitiesOf({ ptz_top_bottom_mirror: '1' }).mirror).toEqual(['vertical']);
    expect(abilitiesOf({ ptz_center_mirror: '1' }).mirror).toEqual(['both']);
  });

  test('the call asks for the one camera', async () => {
    const { api } = makeApi(() => success({ support_privacy: '1', support_talk: '3' }));
    expect(await api.readAbilities(ADDRESS)).toEqual({ ...NOTHING, talk: 'half-duplex', mask: true });
  });
});

describe('presets', () => {
  test('one that is added is known by the index that the camera gave it', async () => {
    const { api } = makeApi(() => success({ index: 3 }));
    expect(await api.presets.add(ADDRESS)).toEqual({ id: '3', name: null });
  });

  test('the list tells their names, in either spelling of its fields', async () => {
    const data = [{ index: 1, name: '门口' }, { presetIndex: '2', presetName: '收银台' }, { index: 3 }];
    const { api } = makeApi(() => ({ meta: { code: 200 }, data }));
    expect(await api.presets.list(ADDRESS)).toEqual([
      { id: '1', name: '门口' },
      { id: '2', name: '收银台' },
      { id: '3', name: null },
    ]);
  });

  test('one without an index is vendor-protocol', async () => {
    const { api } = makeApi(() => ({ meta: { code: 200 }, data: [{ name: '门口' }] }));
    await expect(api.presets.list(ADDRESS)).rejects.toMatchObject({ code: 'vendor-protocol' });
  });
});

describe('switches', () => {
  test.each([
    ['vertical', '0'],
    ['horizontal', '1'],
    ['both', '2'],
  ] as const)('mirroring %s is command %s', async (axis, number) => {
    const { api, calls } = makeApi(() => success());
    await api.switches.mirror(ADDRESS, axis);
    expect(calls()[0]?.fields.command).toBe(number);
  });

  test.each([
    [0, false],
    [1, true],
    ['1', true],
    ['0', false],
  ])('a mask reported as %j is %s', async (enable, masked) => {
    const { api } = makeApi(() => success({ deviceSerial: '1', channelNo: 1, enable }));
    expect(await api.switches.readMask(ADDRESS)).toBe(masked);
  });

  test('taking the mask off says so', async () => {
    const { api, calls } = makeApi(() => success());
    await api.switches.setMask(ADDRESS, false);
    expect(calls()[0]?.fields.enable).toBe('0');
  });
});

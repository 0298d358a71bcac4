import fc from 'fast-check';

import { patchRows, type Patch, type RowView } from '../../../miniprogram/utils/row-patch';

const card = fc.record({
  key: fc.constantFrom('0', '1'),
  id: fc.constantFrom('', 'a', 'b'),
  name: fc.constantFrom('', '收银台', '后门'),
  tone: fc.constantFrom('online' as const, 'offline' as const, 'unknown' as const),
  caption: fc.constantFrom('在线', '离线'),
  cover: fc.constantFrom('', '/c.jpg'),
  age: fc.constantFrom('', '刚刚'),
  favourite: fc.boolean(),
  label: fc.string({ maxLength: 3 }),
});
const key = fc.constantFrom('s0/0', 's0/2', 's1/0');
const row: fc.Arbitrary<RowView> = fc.oneof(
  fc.record({ kind: fc.constant('cards' as const), key, cards: fc.array(card, { minLength: 1, maxLength: 2 }) }),
  fc.record({ kind: fc.constant('header' as const), key, title: fc.string(), detail: fc.string() }),
);
const rows = fc.array(row, { maxLength: 4 });

/** What WeChat does with a patch whose keys are paths. */
function apply(shown: readonly RowView[], patch: Patch): unknown {
  const data: Record<string, unknown> = { rows: JSON.parse(JSON.stringify(shown)) as unknown };
  for (const [path, value] of Object.entries(patch)) {
    const names = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    const last = names.pop() ?? '';
    const target = names.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], data);
    (target as Record<string, unknown>)[last] = value;
  }
  return data['rows'];
}

test('applying the patch to what is shown gives what is wanted', () => {
  fc.assert(
    fc.property(rows, rows, (shown, wanted) => {
      expect(apply(shown, patchRows(shown, wanted))).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});

test('nothing changed, nothing sent', () => {
  fc.assert(
    fc.property(rows, (same) => {
      const copy = JSON.parse(JSON.stringify(same)) as readonly RowView[];
      const patch = patchRows(same, copy);

      expect(Object.keys(patch)).toEqual([]);
    }),
  );
});

test('a state that changed is sent as one field', () => {
  const at = (caption: string): readonly RowView[] => [
    { kind: 'header', key: 'h', title: '南京路店', detail: '' },
    {
      kind: 'cards',
      key: 'c',
      cards: [
        {
          key: '0',
          id: 'a',
          name: '收银台',
          tone: 'online',
          caption,
          cover: '',
          age: '',
          favourite: false,
          label: '',
        },
      ],
    },
  ];

  expect(patchRows(at('在线'), at('已加密'))).toEqual({ 'rows[1].cards[0].caption': '已加密' });
});

import { allOf, pagesOf, type Page } from '../../../cloudfunctions/core/pages';

const LIST = { vendor: 'northcam', label: 'northcam cameras', mostPages: 3 };

/** A vendor whose list has these pages; `asked` is what it was asked for. */
function makeList(pages: readonly (readonly string[])[]) {
  const asked: [page: number, seen: number][] = [];
  const read = async (page: number, seen: number): Promise<Page<string>> => {
    asked.push([page, seen]);
    return { rows: pages[page] ?? [], last: page + 1 >= pages.length };
  };
  return { asked, read };
}

test('the rows of all pages come in order, an empty page among them', async () => {
  const { asked, read } = makeList([['a', 'b'], [], ['c']]);
  expect(await allOf(pagesOf(LIST, read))).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual([
    [0, 0],
    [1, 2],
    [2, 2],
  ]);
});

test('no page is read that nobody asks for', async () => {
  const { asked, read } = makeList([['a'], ['b'], ['c']]);
  for await (const page of pagesOf(LIST, read)) {
    expect(page).toEqual(['a']);
    break;
  }
  expect(asked).toHaveLength(1);
});

test('a list that goes on beyond its limit is refused by name, not cut short', async () => {
  const { asked, read } = makeList([['a'], ['b'], ['c'], ['d']]);
  await expect(allOf(pagesOf(LIST, read))).rejects.toMatchObject({
    code: 'unsupported',
    vendor: 'northcam',
    message: 'northcam cameras: more than 3 pages',
  });
  expect(asked).toHaveLength(3);
});

/** Rows of cells of a text as RFC 4180 has them, by its grammar alone; throws on anything else. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  let [at, row]: [number, string[]] = [0, []];
  while (at < text.length) {
    cell.lastIndex = at;
    const [whole = '', quoted, plain] = cell.exec(text) ?? [];
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      [at, row] = [at + 2, []];
    } else throw new Error(`no comma and no end of line at ${at}`);
  }
  if (row.length > 0) throw new Error('the last line does not end');
  return rows;
}

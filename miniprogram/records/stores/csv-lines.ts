/** How many records of RFC 4180 a text has; each ends with CRLF, and a quoted cell may hold one that ends none. */
export function countRecords(csv: string): number {
  return csv
    .split('"')
    .reduce((count, part, index) => count + (index % 2 === 0 ? part.split('\r\n').length - 1 : 0), 0);
}

/** Says that it began, and never ends. */
export function main() {
  process.stdout.write('{"event":"began"}\n');
  return new Promise(() => setInterval(() => undefined, 1000));
}

/** miniprogram-ci prints each of its steps, and each failure before it throws it. */
export async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { log, debug, info, warn } = console;
  const silent = () => undefined;
  Object.assign(console, { log: silent, debug: silent, info: silent, warn: silent });
  try {
    return await work();
  } finally {
    Object.assign(console, { log, debug, info, warn });
  }
}

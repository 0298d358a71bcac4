/** Written in TypeScript, so that the build has some. */
export const pad = (value: number): string => (value < 10 ? `0${value}` : String(value));

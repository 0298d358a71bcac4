/** More than any chain has, and few enough for one answer. */
export const MOST_ACCOUNTS = 200;

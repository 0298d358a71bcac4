/**
 * Why the agreement on privacy keeps something from us: the person has not accepted it (`no-consent`), and is asked
 * again at the next try, though not within ten seconds; or it does not name what is wanted (`undeclared`), which only
 * whoever runs this mini-program can change.
 */
export type PrivacyRefusal = 'no-consent' | 'undeclared';

/** What a wx call fails with; older base libraries give no number. */
export interface WxFailure {
  readonly errMsg: string;
  readonly errno?: number;
}

/** WeChat's numbers: a refusal of the agreement asked for together with a scope, and by itself, and one without it. */
const NUMBERS: Readonly<Record<number, PrivacyRefusal>> = { 103: 'no-consent', 104: 'no-consent', 112: 'undeclared' };

/** Null for a failure that has nothing to do with the agreement. */
export function privacyRefusal({ errMsg, errno }: WxFailure): PrivacyRefusal | null {
  const known = errno === undefined ? undefined : NUMBERS[errno];
  if (known !== undefined) return known;
  if (/not declared|privacy api banned/i.test(errMsg)) return 'undeclared';
  return /privacy/i.test(errMsg) ? 'no-consent' : null;
}

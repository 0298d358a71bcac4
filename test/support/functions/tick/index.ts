/** Tells how its trigger called it. */
export const main = (event: unknown) => ({
  event,
  source: process.env.TRIGGER_SRC,
  person: process.env.WX_OPENID ?? null,
});

import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { sweepTickets } from '../../../cloudfunctions/timer/handlers/sweep-tickets';
import { BEARER, createTicketRig, HOUR, PERSONAS } from '../../support/ticket-rig';

const DAY = 24 * HOUR;
const MINUTE = 60_000;

async function start() {
  const tickets = await createTicketRig();
  const { rig, instance } = tickets;
  const sweep = async () => sweepTickets(instance.services, rig.clock.now() + MINUTE);
  rig.clock.advance(2 * HOUR); // what the seed shared is over
  await sweep();
  return { ...tickets, sweep };
}

test('is part of each tick', () => {
  expect(jobs['ticket.sweep']).toBe(sweepTickets);
});

test('a share that ended or was taken back leaves its guests, who keep all else', async () => {
  const { rig, chain, share, open, member, outcome, sweep, give } = await start();
  await give('openid-both', { role: 'staff', storeId: chain.stores.B });
  const [short, back, long] = [await share(), await share({ until: rig.clock.now() + DAY }), await share()];
  for (const { code } of [short, back]) await open(code);
  await open(short.code, 'openid-both');
  await outcome(PERSONAS.managerA, 'share.revoke', { id: back.share.id });
  rig.clock.advance(MINUTE + 1);
  expect(await sweep()).toMatchObject({ changed: 1 });
  expect((await member())?.grants).toEqual([{ role: 'guest', shareId: short.share.id }]);
  rig.clock.advance(HOUR);
  expect(await sweep()).toMatchObject({ changed: 2 });
  expect(await member()).toMatchObject({ grants: [], removedAt: rig.clock.now() });
  expect((await member('openid-both'))?.grants).toEqual([{ role: 'staff', storeId: chain.stores.B }]);
  expect(await sweep()).toEqual({ changed: 0, removed: 0 });
  expect(await rig.database.collection('shares').get(long.share.id)).not.toBeNull();
});

test('what ended longer ago than the audit is kept is removed, and nothing else', async () => {
  const { rig, invite, share, open, sweep } = await start();
  const [first, opened] = [await invite(), await share()];
  await open(opened.code, BEARER);
  rig.clock.advance(180 * DAY);
  const later = await invite();
  await sweep();
  const kept = () => [...rig.database.all('invites'), ...rig.database.all('shares')].map(({ _id }) => _id);
  expect(kept()).toEqual(expect.arrayContaining([first.invite.id, opened.share.id, later.invite.id]));
  rig.clock.advance(2 * HOUR);
  await sweep();
  expect(kept()).toEqual([later.invite.id]);
});

test('a tick that is over begins no further share', async () => {
  const { rig, instance, share, open, member } = await start();
  await open((await share()).code);
  rig.clock.advance(2 * HOUR);
  await sweepTickets(instance.services, rig.clock.now());
  expect((await member())?.grants).toHaveLength(1);
});

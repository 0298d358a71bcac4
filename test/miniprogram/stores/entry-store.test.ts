import type { OutputOf } from '../../../typings/contract/calls';
import { makeDeferred } from '../support/answers';
import { makeChannel, makeSessionMember, NOTICE } from '../support/cloud';
import { INVITE_CODE, makeEntry, makeInvitation, makeSession, makeShared, staff } from '../support/entry-rig';
import { NOON, settled } from '../support/phone';

type Rig = ReturnType<typeof makeEntry>;

async function openInvitation(rig: Rig = makeEntry()): Promise<Rig> {
  rig.cloud.on('entry.look', () => makeInvitation()).on('invite.accept', () => ({ stores: 1 }));
  await rig.entry.open(INVITE_CODE);
  return rig;
}

async function openShare(change: Parameters<typeof makeShared>[0], rig: Rig = makeEntry()): Promise<Rig> {
  rig.cloud
    .on('entry.look', () => makeShared(change))
    .on('share.open', () => ({ view: { kind: 'live' }, channelIds: ['gate'] }));
  await rig.entry.open('sAAAAAAAAAAAAAAAAAAAAAAAA');
  await settled();
  return rig;
}

describe('a code on a camera', () => {
  test('leads who may watch straight to the picture', async () => {
    const { cloud, entry, gone } = makeEntry();
    cloud
      .on('session.start', () => makeSession({ member: staff }))
      .on('entry.look', () => ({ kind: 'camera', channelId: 'gate' }));
    await entry.open('cAAAAAAAAAAAAAAAAAAAAAAAA');

    expect(gone).toEqual([{ kind: 'live', channelId: 'gate' }]);
  });

  test('leads a guest who has a stretch of the past to the newest', async () => {
    const { cloud, entry, gone } = makeEntry();
    const stretch = (from: number) => ({ place: 'cloud' as const, from, to: from + 60_000 });
    const channel = makeChannel('gate', { rights: ['playback'], past: [stretch(NOON), stretch(NOON - 9_000_000)] });
    cloud
      .on('session.start', () => makeSession({ member: makeSessionMember({ role: 'guest', rights: ['playback'] }) }))
      .on('entry.look', () => ({ kind: 'camera', channelId: 'gate' }))
      .on('channel.list', () => ({ channels: [channel], next: null }));
    await entry.open('cAAAAAAAAAAAAAAAAAAAAAAAA');

    expect(gone).toEqual([{ kind: 'past', channelId: 'gate', at: NOON, place: 'cloud' }]);
  });

  test('waits until a changed notice is agreed to', async () => {
    const { cloud, session, entry, gone } = makeEntry();
    cloud
      .on('session.start', () => makeSession({ member: { ...staff, agreed: false } }))
      .on('entry.look', () => ({ kind: 'camera', channelId: 'gate' }));
    await entry.open('cAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(entry.state.kind).toBe('unread');
    entry.show();
    expect(gone).toEqual([]);

    cloud.on('session.start', () => makeSession({ member: staff }));
    await session.start();
    entry.show();
    await settled();

    expect(gone).toEqual([{ kind: 'live', channelId: 'gate' }]);
  });
});

describe('an invitation', () => {
  test('is taken up with a name and the notice, and leads to the stores as a member', async () => {
    const { cloud, entry, session, gone, changes } = await openInvitation();
    cloud.on('session.start', () => makeSession({ member: staff }));
    entry.type('  小\u202e王\u200b ');
    entry.tick();
    await entry.accept();

    expect(cloud.inputs('invite.accept')).toEqual([{ code: INVITE_CODE, notice: NOTICE.version, name: '小王' }]);
    expect(gone).toEqual([{ kind: 'joined', stores: 1 }]);
    expect(session.name).toBe('小王');
    expect(changes()).toBe(1);
  });

  test.each([
    ['without a name', '  ', true],
    ['with a name of which nothing shows', ' \u200b\u202e', true],
    ['without agreeing', '小王', false],
  ])('%s nothing is sent', async (_, name, ticked) => {
    const { cloud, entry } = await openInvitation();
    entry.type(name);
    if (ticked) entry.tick();
    await entry.accept();

    expect(entry.ready).toBe(false);
    expect(cloud.inputs('invite.accept')).toEqual([]);
  });

  test('a second tap does nothing while the first is answered', async () => {
    const { cloud, entry } = await openInvitation();
    const answer = makeDeferred<OutputOf<'invite.accept'>>();
    cloud.on('invite.accept', () => answer.promise);
    entry.type('小王');
    entry.tick();
    void entry.accept();
    void entry.accept();
    answer.resolve({ stores: 1 });
    await settled();

    expect(cloud.inputs('invite.accept')).toHaveLength(1);
  });

  test('a member is not asked for what is known: the name stands there, and the notice is agreed to', async () => {
    const rig = makeEntry();
    rig.cloud.on('session.start', () => makeSession({ member: staff }));
    const { entry } = await openInvitation(rig);

    expect([entry.name, entry.asksName, entry.asksAgreement, entry.ready]).toEqual(['小王', true, false, true]);
  });

  test.each(['used', 'expired', 'revoked'] as const)('that is %s by the time of the tap says so', async (code) => {
    const { cloud, entry } = await openInvitation();
    cloud.refuse('invite.accept', code);
    entry.type('小王');
    entry.tick();
    await entry.accept();

    expect(entry.state).toMatchObject({ kind: 'found', entry: { state: code }, problem: null });
  });

  test('a notice that changed meanwhile has to be agreed to anew', async () => {
    const { cloud, entry } = await openInvitation();
    cloud.refuse('invite.accept', 'conflict').on('session.start', () => {
      return makeSession({ notice: { ...NOTICE, version: '2027-01' } });
    });
    entry.type('小王');
    entry.tick();
    await entry.accept();
    expect(entry.state).toMatchObject({ kind: 'found', sending: false, problem: { code: 'conflict' } });
    expect(entry.ticked).toBe(false);

    cloud.on('invite.accept', () => ({ stores: 1 }));
    entry.tick();
    await entry.accept();
    expect(cloud.inputs('invite.accept').at(-1)).toMatchObject({ notice: '2027-01' });
  });

  describe('whose answer is lost', () => {
    async function lose(code: 'timeout' | 'no-network' | 'internal'): Promise<Rig> {
      const rig = await openInvitation();
      rig.cloud.refuse('invite.accept', code);
      rig.entry.type('小王');
      rig.entry.tick();
      return rig;
    }
    const asMember = ({ cloud }: Rig) =>
      cloud
        .on('session.start', () => makeSession({ member: staff }))
        .on('entry.look', () => makeInvitation({ state: 'used', stores: [], accepted: true }));

    test.each(['timeout', 'no-network', 'internal'] as const)('(%s) finds out that it was taken up', async (code) => {
      const rig = await lose(code);
      asMember(rig);
      await rig.entry.accept();

      expect(rig.entry.state).toMatchObject({
        kind: 'found',
        entry: { accepted: true },
        sending: false,
        problem: null,
      });
      expect([rig.session.name, rig.changes(), rig.gone]).toEqual(['小王', 1, []]);
      expect(rig.cloud.inputs('invite.accept')).toHaveLength(1);
    });

    test('finds out when the page comes to the front, once there is a network again', async () => {
      const rig = await lose('no-network');
      rig.cloud.refuse('entry.look', 'no-network');
      await rig.entry.accept();
      expect(rig.entry.state).toMatchObject({ kind: 'found', sending: false, problem: { code: 'no-network' } });
      expect(rig.entry.ready).toBe(true);

      asMember(rig);
      rig.entry.show();
      await settled();
      expect(rig.entry.state).toMatchObject({ kind: 'found', entry: { accepted: true }, problem: null });
    });

    test('and was not taken up stays as it was, with what was typed', async () => {
      const { entry, cloud, changes } = await lose('timeout');
      await entry.accept();

      expect(entry.state).toMatchObject({ kind: 'found', entry: { accepted: false }, problem: { code: 'timeout' } });
      expect([entry.name, entry.ticked, changes()]).toEqual(['小王', true, 0]);
      expect(cloud.inputs('entry.look')).toHaveLength(2);
    });

    test('is not waited for by who taps again', async () => {
      const rig = await lose('timeout');
      const look = makeDeferred<OutputOf<'entry.look'>>();
      rig.cloud.on('entry.look', () => look.promise);
      void rig.entry.accept();
      await settled();
      expect(rig.entry.ready).toBe(true);

      rig.cloud.on('invite.accept', () => ({ stores: 1 }));
      await rig.entry.accept();
      look.resolve(makeInvitation({ state: 'used', accepted: true }));
      await settled();
      expect(rig.gone).toEqual([{ kind: 'joined', stores: 1 }]);
      expect(rig.entry.state).toEqual({ kind: 'leaving' });
    });

    test('changes nothing on a page that was left', async () => {
      const rig = await lose('timeout');
      const look = makeDeferred<OutputOf<'entry.look'>>();
      rig.cloud.on('entry.look', () => look.promise);
      void rig.entry.accept();
      await settled();
      rig.entry.leave();
      look.resolve(makeInvitation({ state: 'used', accepted: true }));
      await settled();
      expect(rig.entry.state).toEqual({ kind: 'idle' });
    });
  });

  test('of which somebody has all that it gives cannot be taken up', async () => {
    const rig = makeEntry();
    rig.cloud
      .on('session.start', () => makeSession({ member: staff }))
      .on('entry.look', () => makeInvitation({ accepted: true }));
    await rig.entry.open(INVITE_CODE);
    await rig.entry.accept();

    expect(rig.entry.ready).toBe(false);
    expect(rig.cloud.inputs('invite.accept')).toEqual([]);
  });

  test('a failure can be tried again with what was typed', async () => {
    const { cloud, entry, gone } = await openInvitation();
    cloud.refuse('invite.accept', 'no-network');
    entry.type('小王');
    entry.tick();
    await entry.accept();
    expect(entry.state).toMatchObject({ kind: 'found', problem: { code: 'no-network' } });

    cloud.on('invite.accept', () => ({ stores: 0 }));
    await entry.accept();
    expect(gone).toEqual([{ kind: 'joined', stores: 0 }]);
  });
});

describe('a share', () => {
  test('of one camera leads to its picture, without a name', async () => {
    const { cloud, entry, gone } = await openShare({});
    entry.tick();
    await entry.accept();

    expect(cloud.inputs('share.open')).toEqual([{ code: 'sAAAAAAAAAAAAAAAAAAAAAAAA', notice: NOTICE.version }]);
    expect(gone).toEqual([{ kind: 'live', channelId: 'gate' }]);
  });

  test('of several leads to the list', async () => {
    const { cloud, entry, gone } = await openShare({ cameras: 2 });
    cloud.on('share.open', () => ({ view: { kind: 'live' }, channelIds: ['gate', 'yard'] }));
    entry.tick();
    await entry.accept();

    expect(gone).toEqual([{ kind: 'shared', cameras: 2 }]);
  });

  test('of a stretch of the past leads there', async () => {
    const { cloud, entry, gone } = await openShare({ view: 'playback' });
    const view = { kind: 'playback', place: 'device', from: NOON - 60_000, to: NOON } as const;
    cloud.on('share.open', () => ({ view, channelIds: ['gate'] }));
    entry.tick();
    await entry.accept();

    expect(gone).toEqual([{ kind: 'past', channelId: 'gate', at: NOON - 60_000, place: 'device' }]);
  });

  test('with a watermark asks whoever has no name for one', async () => {
    const { cloud, entry } = await openShare({ watermark: true });
    entry.tick();
    expect([entry.asksName, entry.ready]).toEqual([true, false]);
    entry.type('客人');
    await entry.accept();

    expect(cloud.inputs('share.open')[0]).toMatchObject({ name: '客人' });
  });

  test.each([
    ['open', 'open'],
    ['full for others', 'full'],
  ] as const)('opened before, and %s, leads straight on', async (_, state) => {
    const rig = makeEntry();
    rig.cloud.on('session.start', () => makeSession({ member: makeSessionMember({ role: 'guest' }) }));
    const { gone } = await openShare({ state, opened: true }, rig);

    expect(gone).toEqual([{ kind: 'live', channelId: 'gate' }]);
  });

  test('opened before and taken back meanwhile leads nowhere', async () => {
    const rig = makeEntry();
    rig.cloud.on('session.start', () => makeSession({ member: makeSessionMember({ role: 'guest' }) }));
    const { cloud, entry, gone } = await openShare({ state: 'revoked', opened: true }, rig);

    expect(gone).toEqual([]);
    expect(cloud.inputs('share.open')).toEqual([]);
    expect(entry.state).toMatchObject({ kind: 'found', entry: { state: 'revoked' } });
  });
});

describe('what leads nowhere', () => {
  test('a foreign code is not sent to the cloud', async () => {
    const { cloud, entry } = makeEntry();
    await entry.open(null);

    expect(entry.state).toEqual({ kind: 'foreign' });
    expect(cloud.made).toEqual([]);
  });

  test('a failure is tried again', async () => {
    const { cloud, entry } = makeEntry();
    cloud.refuse('entry.look', 'no-network');
    await entry.open(INVITE_CODE);
    expect(entry.state).toMatchObject({ kind: 'failed', failure: { code: 'no-network' } });

    cloud.on('entry.look', () => makeInvitation());
    entry.retry();
    await settled();
    expect(entry.state.kind).toBe('found');
  });

  test('without knowing who asks, nothing can be agreed to', async () => {
    const { cloud, entry } = makeEntry();
    cloud.refuse('session.start', 'timeout').on('entry.look', () => makeInvitation());
    await entry.open(INVITE_CODE);

    expect(entry.state).toMatchObject({ kind: 'failed', failure: { code: 'timeout' } });
  });

  test('late answers lead nobody away from a page that they went to meanwhile', async () => {
    const { cloud, entry, gone } = makeEntry();
    const look = makeDeferred<OutputOf<'entry.look'>>();
    cloud.on('entry.look', () => look.promise);
    void entry.open('cAAAAAAAAAAAAAAAAAAAAAAAA');
    entry.leave();
    look.resolve({ kind: 'camera', channelId: 'gate' });
    await settled();
    expect([gone, entry.state]).toEqual([[], { kind: 'idle' }]);

    const join = makeDeferred<OutputOf<'invite.accept'>>();
    cloud.on('entry.look', () => makeInvitation()).on('invite.accept', () => join.promise);
    await entry.open(INVITE_CODE);
    entry.type('小王');
    entry.tick();
    void entry.accept();
    entry.leave();
    join.resolve({ stores: 1 });
    await settled();
    expect(gone).toEqual([]);
  });
});

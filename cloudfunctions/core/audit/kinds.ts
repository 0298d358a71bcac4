import type { AuditKind } from '../../../typings/contract/people';

/** Every call that leaves a line in the audit, and what kind of deed it is. */
const KINDS = {
  'live.open': 'live',
  'live.close': 'live',
  'live.elsewhere': 'live',
  'playback.open': 'playback',
  'playback.close': 'playback',
  'video.rename': 'playback',
  'video.remove': 'playback',
  'clip.request': 'clip',
  'clip.open': 'clip',
  'clip.retry': 'clip',
  'clip.remove': 'clip',
  'ptz.hold': 'ptz',
  'ptz.stop': 'ptz',
  'ptz.step': 'ptz',
  'preset.save': 'ptz',
  'preset.go': 'ptz',
  'preset.remove': 'ptz',
  'talk.send': 'talk',
  'phrase.play': 'talk',
  'switch.set': 'switch',
  'snapshot.take': 'picture',
  'picture.list': 'picture',
  'picture.add': 'picture',
  'picture.remove': 'picture',
  'owner.claim': 'member',
  'member.grant': 'member',
  'member.remove': 'member',
  'member.own': 'member',
  'member.rename': 'member',
  'invite.make': 'member',
  'invite.revoke': 'member',
  'invite.accept': 'member',
  'account.delete': 'member',
  'privacy.agree': 'member',
  'share.make': 'share',
  'share.open': 'share',
  'share.revoke': 'share',
  'code.replace': 'code',
  'audit.export': 'audit',
} as const satisfies Readonly<Record<string, AuditKind>>;

export type AuditedAction = keyof typeof KINDS;

export const kindOf = (action: AuditedAction): AuditKind => KINDS[action];

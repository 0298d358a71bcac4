import type { Role } from '../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';
import type { SessionState } from './session-store';

/** Who the person is, in words. */
export interface Identity {
  readonly title: string;
  readonly detail: string;
  /** Empty while it is not known. */
  readonly visitorCode: string;
  /** Whether asking again may help. */
  readonly failed: boolean;
}

export function identityOf(state: SessionState, { me, people, errors }: Dictionary): Identity {
  switch (state.kind) {
    case 'unknown':
      return { title: me.starting, detail: '', visitorCode: '', failed: false };
    case 'member': {
      const title = state.name || people.unnamed;
      return { title, detail: roleWords(state.role, me), visitorCode: state.visitorCode, failed: false };
    }
    case 'stranger':
      return { title: me.stranger, detail: me.strangerHint, visitorCode: state.visitorCode, failed: false };
    case 'failed': {
      const { title, next } = errors[state.failure.code];
      return { title, detail: next, visitorCode: '', failed: true };
    }
  }
}

/** A role, and what it may do. */
export function roleWords(role: Role, me: Dictionary['me']): string {
  switch (role) {
    case 'owner':
      return me.roleOwner;
    case 'manager':
      return me.roleManager;
    case 'staff':
      return me.roleStaff;
    case 'guest':
      return me.roleGuest;
  }
}

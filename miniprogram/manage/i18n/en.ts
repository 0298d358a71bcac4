import { claim } from './en/claim';
import { codeCard } from './en/code-card';
import { codes } from './en/codes';
import { invite } from './en/invite';
import { invites } from './en/invites';
import { member } from './en/member';
import { members } from './en/members';
import { privacy } from './en/privacy';
import { share } from './en/share';
import { shares } from './en/shares';

import type { zhCN } from './zh-CN';

export const en: typeof zhCN = {
  claim,
  codeCard,
  codes,
  invite,
  invites,
  member,
  members,
  privacy,
  share,
  shares,
};

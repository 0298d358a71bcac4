import { claim } from './zh-CN/claim';
import { codeCard } from './zh-CN/code-card';
import { codes } from './zh-CN/codes';
import { invite } from './zh-CN/invite';
import { invites } from './zh-CN/invites';
import { member } from './zh-CN/member';
import { members } from './zh-CN/members';
import { privacy } from './zh-CN/privacy';
import { share } from './zh-CN/share';
import { shares } from './zh-CN/shares';

export const zhCN = {
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

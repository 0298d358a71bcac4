import type { claim as zh } from '../zh-CN/claim';

export const claim: typeof zh = {
  title: 'Start-up',
  intro: 'The start-up code makes you the first owner. Whoever installed this has set it, and it works once.',
  code: 'Start-up code',
  codeHint: 'Capitals matter',
  name: 'Your name',
  nameHint: 'Colleagues will see it',
  agree: 'I have read and agree to the',
  notice: 'privacy notice',
  action: 'Become the owner',
  busy: 'One moment',
  missing: { code: 'Please enter the code', name: 'Please enter a name', tick: 'Please read and agree first' },
  done: 'You are the owner. Invite colleagues',
  problems: {
    wrong: 'This is not the code. Ask whoever installed this; capitals matter',
    taken: 'There is an owner already. Ask them for an invitation',
    tooMany: 'Too many wrong codes. Try again after {when}',
    noticeChanged: 'The privacy notice has just changed. Please read it again and agree',
  },
};

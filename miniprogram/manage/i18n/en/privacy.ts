import type { privacy as zh } from '../zh-CN/privacy';

export const privacy: typeof zh = {
  title: 'Privacy',
  intro:
    'Here you watch your stores’ cameras on the phone. This is what is kept for it, why, who processes it, and how long.',
  sections: [
    {
      title: 'What is kept, and why',
      items: [
        'The user number that WeChat gives: to recognise you, and never shown to a colleague',
        'The name that you enter and your visitor code: so that colleagues know who it is',
        'Which stores you may see, what you may do, and who invited you: to let you in or not',
        'The audit: who watched or moved which camera, when, and how it ended',
        'Invitations and shares that you made, shares that you opened, and your clips',
        'How many notices you allowed WeChat to send, and when not to be disturbed: to tell you once when a camera goes and once when it is back',
      ],
    },
    {
      title: 'What is used of your phone',
      items: [
        'Microphone: only while you hold to talk; it is sent to the camera, then deleted from the cloud',
        'Album: only to write stills, recordings and codes that you save; it is not read',
        'Clipboard: only to write what you copy; it is not read',
        'Files in chats: only the one that you choose, to be kept at OneNET; then it is deleted from the cloud',
        'Camera: WeChat opens it when you scan, and hands over what the code says',
        'Storage of this phone: the list of cameras, their last pictures, favourites and language; never uploaded',
      ],
    },
    {
      title: 'Who processes it',
      items: [
        'WeChat cloud (Tencent): keeps all of the above and runs the programs',
        'The clouds of the cameras (EZVIZ, China Mobile OneNET, Ovopark): deliver pictures and play what you say; they do not learn who you are',
        'Nobody else',
      ],
    },
    {
      title: 'How long',
      items: [
        'The audit is kept for {days} days and deleted by itself then',
        'All else until you delete your account; the name of somebody who was removed for {days} days at most, so that the audit can be read',
      ],
    },
    {
      title: 'What you can do',
      items: [
        'Read your own part of the audit under “My record”',
        'Take back microphone, album and nickname in the settings of WeChat at any time',
        'Delete your account below',
      ],
    },
  ],
  contact: 'Questions? Ask {contact}',
  noContact: 'Questions? Ask the manager or owner who invited you',
  version: 'Version {version}',
  guide: 'WeChat’s own privacy guide',
  guideFailed: 'This phone cannot open it. It is in the “···” menu at the top right',
  agree: 'I have read it and agree',
  agreeHint: 'The notice has changed. You can watch on once you agree',
  agreed: 'Agreed',
  busy: 'One moment',
  deleteAccount: 'Delete account',
  deleteTitle: 'Delete the account?',
  deleteContent:
    'You lose access to every store. Your name, invitations, shares, clips and notice settings are deleted at once; the audit stays for {days} days without your name. It cannot be undone: to watch again you need a new invitation',
  deleteConfirm: 'Delete',
  deleted: 'The account is deleted',
  problems: {
    lastOwner: 'You are the last owner, and there are other members. Make somebody else an owner first',
    noticeChanged: 'The notice has just changed again. Please read it once more and agree',
  },
};

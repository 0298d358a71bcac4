import type { me as zh } from '../zh-CN/me';

export const me: typeof zh = {
  title: 'Me',
  visitorCode: 'Visitor code',
  visitorCodeHint: 'The owner recognises you by it',
  roleOwner: 'Owner · all stores, all rights',
  roleManager: 'Manager · watch, operate and manage own stores',
  roleStaff: 'Staff · watch own stores',
  roleGuest: 'Guest · only shared cameras',
  stranger: 'Not a member',
  strangerHint: 'Give the visitor code to your manager or the owner and ask to be added',
  starting: 'Finding out who you are',
  language: 'Language',
  languageAuto: 'As the phone',
  theme: 'Appearance',
  themeLight: 'As the phone · light',
  themeDark: 'As the phone · dark',
  diagnosis: 'Playback diagnosis',
  diagnosisHint: 'Each step of the last viewing, to copy for the administrator',
  aboutText: 'All your stores’ cameras in one place. Keys stay in the cloud, never on the phone.',
  version: 'Version',
  developmentVersion: 'Development',
};

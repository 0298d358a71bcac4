import type { vendors as zh } from '../zh-CN/vendors';

export const vendors: typeof zh = {
  names: { ezviz: 'EZVIZ', onenet: 'OneNET', ovopark: 'Ovopark' },
  fields: {
    ezviz: {
      baseUrl: { label: 'Address of the interface', hint: 'Stays so in China; elsewhere that of your region' },
      appKey: { label: 'AppKey', hint: 'EZVIZ open platform: developer services, my applications' },
      appSecret: { label: 'Secret', hint: 'On the same page as the AppKey' },
      recordingProject: { label: 'Cloud recording project', hint: 'Only with cloud recording: clips need it' },
      'subAccount.prefix': {
        label: 'Prefix of sub-accounts',
        hint: '2–12 small letters; lets people leave for EZVIZ’s mini-program',
      },
      'subAccount.lifeMinutes': { label: 'Minutes that a sub-account lives', hint: '10–1440; 60 when left out' },
    },
    onenet: {
      baseUrl: { label: 'Address of the interface', hint: 'Mostly stays so; newer editions have another' },
      productId: { label: 'Product ID', hint: 'Digits, in the overview of the product' },
      apiKey: { label: 'Master-APIkey', hint: 'In the overview of the product' },
      accessKey: { label: 'access_key', hint: 'In the overview of the product; pictures and recordings need it' },
    },
    ovopark: {
      liveUrl: { label: 'Address of live pictures', hint: 'Mostly stays so; ends in cloud.api' },
      gatewayUrl: { label: 'Address of data', hint: 'Mostly stays so; ends in m.api' },
      applicationId: { label: 'Application ID', hint: 'The _aid that Ovopark gave you, mostly S107' },
      accessKey: { label: 'AccessKey', hint: 'Ovopark open platform: that of the application' },
      accessSecret: { label: 'AccessKey Secret', hint: 'On the same page as the AccessKey' },
      signMethod: { label: 'Signature', hint: 'md5, unless you know better' },
      userToken: { label: 'Token of a user', hint: 'The list of cameras needs it; or give the user below' },
      userName: { label: 'User', hint: 'Who signs in at Ovopark; a token is fetched for them' },
      userPassword: { label: 'Password', hint: 'Some accounts do with the user alone' },
    },
  },
  abilities: {
    list: 'reading the list',
    live: 'live pictures',
    lookBack: 'looking back',
    clips: 'clips',
    videos: 'videos in the cloud',
    ptz: 'steering',
    presets: 'presets',
    talk: 'talking',
    switches: 'switches of the lens',
    snapshot: 'stills',
    gallery: 'pictures in the cloud',
    adding: 'adding cameras here',
    elsewhere: 'the vendor’s mini-program',
  },
};

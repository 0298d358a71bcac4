import type { watching as zh } from '../zh-CN/watching';

export const watching: typeof zh = {
  qualities: { main: 'HD', sub: 'SD' },
  causes: {
    'no-first-frame': 'Connected, but no picture for 10 seconds',
    'no-frame': 'The picture stood still',
    ended: 'The camera ended the stream',
    disconnected: 'The connection to the camera broke',
    'no-address': 'The address no longer works',
    'no-microphone': 'WeChat may not use the microphone',
    network: 'The phone had no network just now',
  },
  failures: {
    offline: {
      title: 'Camera offline',
      detail: 'Most likely no power or no network. Check the camera’s power, cable and router',
    },
    encrypted: {
      title: 'Picture encrypted',
      detail:
        'Video encryption is on and cannot be undone here. Ask an administrator to turn it off in the cloud’s app, then retry',
    },
    masked: {
      title: 'Lens covered',
      detail: 'Somebody turned the privacy mask on. Ask an administrator to turn it off, then retry',
    },
    disabled: {
      title: 'Camera disabled',
      detail: 'It was disabled at the camera cloud. Ask an administrator to enable it, then retry',
    },
    h265: {
      title: 'This phone cannot play the format',
      detail: 'The camera sends H.265. Ask an administrator to set its video encoding to H.264, then retry',
    },
    'no-player-permission': {
      title: 'This mini-program may not play live yet',
      detail:
        'Live playback is not approved. Ask an administrator to turn it on in the mini-program console, under interface settings',
    },
    'no-right': { title: 'You may not watch this camera', detail: 'Ask your manager or the owner for permission' },
    'outside-hours': {
      title: 'Outside your viewing hours',
      detail: 'Come back then, or ask your manager to change them',
    },
    barred: {
      title: 'You may not watch this any more',
      detail: 'Your permission was taken away, or the share is over. Ask your manager or whoever shared it',
    },
    expired: { title: 'The share is over', detail: 'To watch on, ask whoever shared it for a new one' },
    revoked: { title: 'The share was taken back', detail: 'To watch on, ask whoever shared it for a new one' },
    'not-found': {
      title: 'No such camera',
      detail: 'It may have been removed. Go back to the list and pull to refresh',
    },
    unauthenticated: {
      title: 'WeChat did not confirm who you are',
      detail: 'Close the mini-program and open it again from WeChat',
    },
    unsupported: {
      title: 'This camera has no live picture',
      detail: 'Its cloud gave no address that can be played. Ask an administrator to check its settings',
    },
    'vendor-auth': {
      title: 'Camera cloud account not valid',
      detail: 'Ask an administrator to update the account’s keys, then retry',
    },
    exhausted: {
      title: 'No picture after several tries',
      detail: '{why}. Check the network of the phone and of the store, then retry',
    },
  },
  lastSeen: 'Last online {when}',
  diagnose: 'Diagnosis',
  controls: 'Playback controls',
  soundOn: 'Unmute',
  soundOff: 'Mute',
  quality: 'Quality',
  fit: 'Fit',
  fitContain: 'Whole',
  fitFill: 'Fill',
  fullScreen: 'Full screen',
  exitFullScreen: 'Exit full screen',
  showControls: 'Show playback controls',
  weak: 'Weak network',
};

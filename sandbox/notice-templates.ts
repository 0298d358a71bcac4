import type { MessageTemplate } from './cloud/index';

/** As a mini-program would have them from WeChat's console; the ids are the sandbox's own. */
const OFFLINE = 'sandbox-template-camera-offline';
const BACK = 'sandbox-template-camera-back';

export const NOTICE_TEMPLATES: readonly MessageTemplate[] = [
  {
    id: OFFLINE,
    title: '设备离线提醒',
    fields: { thing1: '设备名称', thing2: '所属门店', time3: '离线时间', thing4: '备注' },
  },
  {
    id: BACK,
    title: '设备恢复在线通知',
    fields: { thing5: '设备名称', thing2: '所属门店', time6: '恢复时间', thing4: '备注' },
  },
];

/** What the functions are told of them, as whoever installs would write it into `KANDIAN_NOTICES`. */
export const NOTICES_SETTING = JSON.stringify({
  offline: { template: OFFLINE, camera: 'thing1', store: 'thing2', time: 'time3', note: 'thing4' },
  back: { template: BACK, camera: 'thing5', store: 'thing2', time: 'time6', note: 'thing4' },
});

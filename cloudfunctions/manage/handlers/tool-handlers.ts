import type { ToolCalls } from '../../../typings/contract/tools';
import type { Handlers } from '../../core/handler';
import { cameraExtend } from './camera-extend';
import { commandSend } from './command-send';
import { dataSend } from './data-send';
import { encryptionRead } from './encryption-read';
import { encryptionSet } from './encryption-set';
import { messageList } from './message-list';
import { objectList } from './object-list';
import { objectOpen } from './object-open';
import { objectPut } from './object-put';
import { objectRemove } from './object-remove';
import { toolAccounts } from './tool-accounts';

/** What a vendor offers besides cameras. */
export const toolHandlers: Handlers<keyof ToolCalls> = {
  'tool.accounts': toolAccounts,
  'encryption.read': encryptionRead,
  'encryption.set': encryptionSet,
  'message.list': messageList,
  'data.send': dataSend,
  'command.send': commandSend,
  'object.list': objectList,
  'object.put': objectPut,
  'object.open': objectOpen,
  'object.remove': objectRemove,
  'camera.extend': cameraExtend,
};

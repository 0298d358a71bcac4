import { askText, confirm } from '../../../miniprogram/services/dialogs';
import { forwardFile } from '../../../miniprogram/services/forwarding';

interface Share {
  readonly filePath: string;
  readonly fileName: string;
  readonly success: () => void;
  readonly fail: (failure: { readonly errMsg: string }) => void;
}
interface Modal {
  readonly title: string;
  readonly editable?: boolean;
  readonly success: (answer: { readonly confirm: boolean; readonly content?: string }) => void;
  readonly fail: () => void;
}

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

function makePhone({ can = true, errMsg = '' }) {
  const sent: string[] = [];
  Reflect.set(globalThis, 'wx', {
    canIUse: () => can,
    shareFileMessage({ filePath, fileName, success, fail }: Share) {
      sent.push(`${filePath} as ${fileName}`);
      if (errMsg === '') success();
      else fail({ errMsg });
    },
  });
  return sent;
}

test('a file is offered to chats under its name', async () => {
  const sent = makePhone({});
  expect(await forwardFile('tmp_1.flv', '收银台.flv')).toBe('sent');
  expect(sent).toEqual(['tmp_1.flv as 收银台.flv']);
});

test.each([
  ['shareFileMessage:fail cancel', 'cancelled'],
  ['shareFileMessage:fail file not exist', 'failed'],
])('%s is %s', async (errMsg, result) => {
  makePhone({ errMsg });
  expect(await forwardFile('tmp_1.flv', 'a.flv')).toBe(result);
});

test('a WeChat that cannot send files is not asked to', async () => {
  const sent = makePhone({ can: false });
  expect(await forwardFile('tmp_1.flv', 'a.flv')).toBe('unsupported');
  expect(sent).toEqual([]);
});

const words = { title: '删除？', confirm: '删除', cancel: '取消' };

function makeDialogs(answer: (modal: Modal) => void) {
  const shown: Modal[] = [];
  Reflect.set(globalThis, 'wx', {
    showModal(modal: Modal) {
      shown.push(modal);
      answer(modal);
    },
  });
  return shown;
}

test.each([true, false])('what is confirmed (%s) is answered', async (agreed) => {
  const shown = makeDialogs(({ success }) => success({ confirm: agreed }));
  expect(await confirm(words)).toBe(agreed);
  expect(shown).toMatchObject([{ title: '删除？', confirmText: '删除', cancelText: '取消' }]);
});

test('a dialog that does not open confirms nothing', async () => {
  makeDialogs(({ fail }) => fail());
  expect(await confirm(words)).toBe(false);
  expect(await askText({ ...words, text: '旧名' })).toBeNull();
});

test('a text that is asked for begins with what there is, and is null for who backs out', async () => {
  const shown = makeDialogs(({ success }) => success({ confirm: true, content: '新名' }));
  expect(await askText({ ...words, text: '旧名' })).toBe('新名');
  expect(shown).toMatchObject([{ editable: true, content: '旧名' }]);
  makeDialogs(({ success }) => success({ confirm: false }));
  expect(await askText({ ...words, text: '旧名' })).toBeNull();
});

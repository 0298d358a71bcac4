import { makeScanResult } from '../support/scan-result';
import { scanCode } from '../../../miniprogram/services/scanner';

type Result = WechatMiniprogram.ScanCodeSuccessCallbackResult;
/** As phones do, whatever the typings say. */
function without(name: 'path' | 'result', result: Result): Result {
  Reflect.deleteProperty(result, name);
  return result;
}

type Options = WechatMiniprogram.ScanCodeOption;

function answer(with_: (options: Options) => void): void {
  Object.assign(globalThis, { wx: { scanCode: with_ } });
}

test('the scanner takes QR codes, mini-program codes and data matrices, also from the album', async () => {
  let asked: Options = {};
  answer((options) => {
    asked = options;
    options.fail?.({ errMsg: 'scanCode:fail cancel' });
  });
  await scanCode();

  expect(asked).toMatchObject({ onlyFromCamera: false, scanType: ['qrCode', 'wxCode', 'datamatrix'] });
});

test('a mini-program code has a path and perhaps no text, another code a text and no path', async () => {
  answer(({ success }) => success?.(without('result', makeScanResult({ path: 'pages/entry/entry?scene=i1' }))));
  expect(await scanCode()).toEqual({ kind: 'scanned', text: '', path: 'pages/entry/entry?scene=i1' });

  answer(({ success }) => success?.(without('path', makeScanResult({ result: 'hello' }))));
  expect(await scanCode()).toEqual({ kind: 'scanned', text: 'hello', path: '' });
});

test.each([
  ['scanCode:fail cancel', 'cancelled'],
  ['scanCode:fail', 'failed'],
])('%s is %s', async (errMsg, kind) => {
  answer(({ fail }) => fail?.({ errMsg }));

  expect(await scanCode()).toEqual({ kind });
});

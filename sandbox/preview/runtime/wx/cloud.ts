import type { Phone } from '../phone';
import { refusingUnknown } from '../report';
import { ApiFailure, asyncApi } from './api';
import { errCodeOf, uploadApi } from './upload';

interface CallOptions {
  name: string;
  data: object;
}

interface FileListOptions {
  fileList: readonly (string | { readonly fileID: string })[];
}

const ADDRESS_LIFE_S = 7200;

/** `wx.cloud`: calls and files go to the sandbox's cloud as the person chosen on the desk. */
export function cloudApis(phone: Phone) {
  const { openid } = phone.device;
  let initialised = false;
  const requireInit = (): void => {
    if (!initialised)
      throw new ApiFailure('Cloud API isn’t enabled, please call wx.cloud.init first', { errCode: -601002 });
  };
  const callFunction = asyncApi<CallOptions>('cloud.callFunction', async ({ name, data = {} }) => {
    requireInit();
    if (name === undefined) throw new ApiFailure('parameter.name should be String', { errCode: -404001 });
    const reply = await post(phone, `/__cloud/${encodeURIComponent(name)}`, { openid, event: data });
    if (!reply.ok) throw new ApiFailure(`functions execute fail | ${reply.text}`, { errCode: -504002 });
    return { result: JSON.parse(reply.text) as unknown, requestID: reply.requestID };
  });
  const ofFiles = async <T>(command: string, { fileList = [] }: Partial<FileListOptions>): Promise<Named<T>[]> => {
    requireInit();
    const fileIds = fileList.map((file) => (typeof file === 'string' ? file : file.fileID));
    const reply = await post(phone, `/__files/${command}`, { openid, fileIds });
    if (!reply.ok) throw new ApiFailure('storage failed', { errCode: -503001 });
    return (JSON.parse(reply.text) as T[]).map((answer, index) => ({ fileID: fileIds[index] ?? '', answer }));
  };
  const deleteFile = asyncApi<FileListOptions>('cloud.deleteFile', async (options) => {
    const files = await ofFiles<string>('remove', options);
    return { fileList: files.map(({ fileID, answer }) => ({ fileID, ...statusOf(answer) })) };
  });
  const getTempFileURL = asyncApi<FileListOptions>('cloud.getTempFileURL', async (options) => {
    const files = await ofFiles<{ code: string; url: string }>('addresses', options);
    return {
      fileList: files.map(({ fileID, answer: { code, url } }) => {
        return { fileID, tempFileURL: url, maxAge: ADDRESS_LIFE_S, ...statusOf(code) };
      }),
    };
  });
  const uploadFile = uploadApi(phone, requireInit);
  const init = (): void => void (initialised = true);
  return { cloud: refusingUnknown({ init, callFunction, uploadFile, deleteFile, getTempFileURL }, 'wx.cloud') };
}

interface Named<T> {
  readonly fileID: string;
  readonly answer: T;
}

const statusOf = (code: string): { status: number; errMsg: string } =>
  code === 'SUCCESS' ? { status: 0, errMsg: 'ok' } : { status: errCodeOf(code), errMsg: code };

interface Reply {
  readonly ok: boolean;
  readonly requestID: string;
  readonly text: string;
}

/** The network going away ends it. */
async function post({ device }: Phone, path: string, body: object): Promise<Reply> {
  if (device.state.network === 'none') throw unreachable();
  const cancel = new AbortController();
  const stop = device.onChange('network', (network) => network === 'none' && cancel.abort());
  const headers = { 'content-type': 'application/json' };
  try {
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal: cancel.signal });
    const requestID = response.headers.get('x-request-id') ?? '';
    return { ok: response.ok, requestID, text: await response.text() };
  } catch {
    throw unreachable();
  } finally {
    stop();
  }
}

const unreachable = (): ApiFailure => new ApiFailure('request:fail', { errCode: -1 });

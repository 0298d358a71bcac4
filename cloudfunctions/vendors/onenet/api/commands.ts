import * as v from 'valibot';
import { CallError } from '../../../core/errors';
import type { Clock, HttpRequest } from '../../../core/ports';
import { integer, optionalText } from '../../../core/reply-fields';
import { refusalOf } from '../../../core/vendor-calls';
import { parseReply } from '../../../core/vendor-reply';
import type { OnenetClient } from '../client';
import { commandRefusals, deviceRefusals, type ErrorTable } from '../codes';
import { assertWithin } from '../limits';
import { base64Bytes } from '../wire';

const CMDS = 'ipc/video/cmds';
/** Guide §3.1: less than 64 KB. */
const BODY_BYTES = 64 * 1024;
/** How long an answer is waited for, and how often it is asked for. */
const PATIENCE_MS = 6000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 1000;

export interface Command {
  readonly deviceId: string;
  readonly body: { readonly json: object } | { readonly bytes: Uint8Array };
  /** The device is to answer (`qos` 1). */
  readonly answered: boolean;
  /** `platform` commands are those of the guide; a device knows `user` commands by itself. Default `platform`. */
  readonly type?: 'platform' | 'user';
  readonly kind?: HttpRequest['kind'];
}

/** Where a command that has not failed stands. */
export type CommandState = 'sending' | 'sent' | 'answered';

export interface CommandReceipt {
  readonly uuid: string;
  readonly state: CommandState;
  /** What the device said; null while it has not, and when it was not asked to. */
  readonly answer: Uint8Array | null;
}

/** What comes with a failure need be no base64. */
const deviceResponse = v.looseObject({ resp_code: v.nullish(integer, 0), resp_data: v.unknown() });
const deviceAnswer = v.looseObject({ resp_data: v.nullish(base64Bytes) });
const sentReply = v.looseObject({
  data: v.looseObject({ cmd_uuid: optionalText, cmd_status: integer, dev_resp: v.nullish(deviceResponse) }),
});
const statusReply = v.looseObject({ data: v.looseObject({ status: integer }) });
const answerReply = v.looseObject({ resp: base64Bytes, resp_code: v.nullish(integer, 0) });

const STATES: Readonly<Record<string, CommandState>> = { '1': 'sending', '2': 'sent', '4': 'answered' };

export type CommandsApi = ReturnType<typeof commandsApi>;

/** The three calls there are about a command. */
function commandCalls({ call }: OnenetClient) {
  /** One try; where it ended badly, CallError. */
  async function send(command: Command): Promise<CommandReceipt> {
    const { deviceId, answered, type = 'platform', kind = 'command' } = command;
    assertWithin(sizeOf(command.body) < BODY_BYTES, 'a command is smaller than 64 KB');
    const query = { device_id: deviceId, qos: answered ? 1 : 0, type: type === 'user' ? 1 : 0 };
    const target = { method: 'POST', path: CMDS, query, kind } as const;
    const { data } = await call({ ...target, body: command.body, schema: sentReply });
    const state = stateOf(data.cmd_status);
    if (state !== 'answered') return { uuid: data.cmd_uuid, state, answer: null };
    const { dev_resp: response } = data;
    assertDone(response?.resp_code ?? 0);
    if (response == null) return { uuid: data.cmd_uuid, state, answer: null };
    const { resp_data: answer } = parseReply(deviceAnswer, response, { vendor: 'onenet', label: `onenet ${CMDS}` });
    return { uuid: data.cmd_uuid, state, answer: answer ?? new Uint8Array() };
  }

  /** Where a command stands that was sent before (named by the guide, printed in the vendor's own apps). */
  async function readState(deviceId: string, uuid: string): Promise<CommandState> {
    const query = { device_id: deviceId, cmd_uuid: uuid };
    return stateOf((await call({ path: 'ipc/video/cmd_status', query, schema: statusReply })).data.status);
  }

  /** What the device answered to a command that stands at `answered`. */
  async function readAnswer(deviceId: string, uuid: string): Promise<Uint8Array> {
    const query = { device_id: deviceId, cmd_uuid: uuid };
    const { resp, resp_code } = await call({ path: 'ipc/video/cmd_resp', query, schema: answerReply });
    assertDone(resp_code);
    return resp;
  }

  return { send, readState, readAnswer };
}

/** Guide §3.1: what a device is told to do. */
export function commandsApi(client: OnenetClient, clock: Clock) {
  const { send, readState, readAnswer } = commandCalls(client);

  /** Asks until the command stands at one of `ends`, or patience ends; tells where it stands then. */
  async function watch(
    deviceId: string,
    receipt: CommandReceipt,
    ends: readonly CommandState[],
  ): Promise<CommandState> {
    const deadline = clock.now() + PATIENCE_MS;
    let { state } = receipt;
    for (let pause = FIRST_PAUSE_MS; !ends.includes(state); pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      if (receipt.uuid === '') throw failed('vendor-protocol', 'no id to ask by');
      if (clock.now() + pause > deadline) break;
      await clock.sleep(pause);
      state = await readState(deviceId, receipt.uuid);
    }
    return state;
  }

  /** As `watch`; `device-busy` when patience ends first. */
  async function follow(deviceId: string, receipt: CommandReceipt, ends: readonly CommandState[]): Promise<void> {
    if (!ends.includes(await watch(deviceId, receipt, ends))) throw failed('device-busy', 'no answer in time');
  }

  return {
    send,
    readState,
    readAnswer,

    /** Sends a command that wants no answer, and sees it off to the device. */
    async deliver(command: Omit<Command, 'answered'>): Promise<void> {
      const receipt = await send({ ...command, answered: false });
      await follow(command.deviceId, receipt, ['sent', 'answered']);
    },

    /** Sends a command and waits for the device's answer. */
    async ask(command: Omit<Command, 'answered'>): Promise<Uint8Array> {
      const receipt = await send({ ...command, answered: true });
      if (receipt.answer !== null) return receipt.answer;
      await follow(command.deviceId, receipt, ['answered']);
      return readAnswer(command.deviceId, receipt.uuid);
    },

    /** As `ask`, but null of a device that got the command and says nothing in time. */
    async exchange(command: Omit<Command, 'answered'>): Promise<Uint8Array | null> {
      const receipt = await send({ ...command, answered: true });
      if (receipt.answer !== null) return receipt.answer;
      switch (await watch(command.deviceId, receipt, ['answered'])) {
        case 'answered':
          return readAnswer(command.deviceId, receipt.uuid);
        case 'sent':
          return null;
        case 'sending':
          throw failed('device-busy', 'not sent in time');
      }
    },
  };
}

const sizeOf = (body: Command['body']): number =>
  'json' in body ? Buffer.byteLength(JSON.stringify(body.json)) : body.bytes.byteLength;

function stateOf(status: number): CommandState {
  return STATES[String(status)] ?? refuse(commandRefusals, status, 'cmd_status');
}

/** `resp_code` 0 is success. */
function assertDone(code: number): void {
  if (code !== 0) refuse(deviceRefusals, code, 'resp_code');
}

function refuse(table: ErrorTable, code: number, field: string): never {
  throw failed(refusalOf(table, String(code)), field, String(code));
}

function failed(code: CallError['code'], what: string, vendorCode?: string): CallError {
  const detail = { vendor: 'onenet', ...(vendorCode !== undefined && { vendorCode }) };
  return new CallError(code, `onenet ${CMDS}: ${what}`, detail);
}

import { randomUUID } from 'node:crypto';
import type { Call, Endpoints } from './call';
import { injectedRefusal, refusals, type Success } from './codes';
import { execute, type DeviceAnswer, type DeviceParts } from './device-commands';
import { integer, required } from './fields';
import type { Messages } from './messages';
import type { Device, Registry } from './registry';

const MOST_BYTES = 64 * 1024;
const KEPT = 1000;

/** The guide's cmd_status. */
const STATUS = { offline: 0, sending: 1, sent: 2, sendFailed: 3, answered: 4, timedOut: 5, malformed: 6 } as const;
type Status = (typeof STATUS)[keyof typeof STATUS];
/** Status by ms since the command was sent. */
type Course = readonly (readonly [after: number, status: Status])[];

/** How commands fare, by the status that the sending call itself reports. */
const COURSES = {
  0: [[0, STATUS.offline]],
  1: [
    [0, STATUS.sending],
    [1000, STATUS.sent],
    [2000, STATUS.answered],
  ],
  2: [
    [0, STATUS.sent],
    [1500, STATUS.answered],
  ],
  3: [[0, STATUS.sendFailed]],
  4: [[0, STATUS.answered]],
  5: [[0, STATUS.timedOut]],
  6: [[0, STATUS.malformed]],
} as const satisfies Record<Status, Course>;
const NO_ANSWER_WANTED: Course = [[0, STATUS.sent]];
/** A device that hears but does not answer. */
const SILENT: Course = [
  [0, STATUS.sent],
  [10_000, STATUS.timedOut],
];

interface Command {
  readonly device: Device;
  readonly sentAt: number;
  readonly course: Course;
  readonly answer: DeviceAnswer;
}

export interface CommandParts extends DeviceParts {
  readonly registry: Registry;
  readonly messages: Messages;
}

/**
 * Section 3 and the two polling calls of the vendor's sample applications. A flaky camera answers late; while the
 * streams stall, devices do not answer at all; `cmd_status:N` and `resp_code:N` can be injected.
 */
export function commandEndpoints(parts: CommandParts): Endpoints {
  const { context, registry } = parts;
  const sent = new Map<string, Command>();
  const find = (query: URLSearchParams): Command => {
    const command = sent.get(required(query, 'cmd_uuid'));
    if (command?.device !== registry.device(query)) throw refusals.parameter('cmd_uuid');
    return command;
  };
  const send = (call: Call): Success => {
    const command = makeCommand(call, parts);
    const uuid = randomUUID();
    sent.set(uuid, command);
    const oldest = sent.keys().next().value;
    if (sent.size > KEPT && oldest !== undefined) sent.delete(oldest);
    return { data: { cmd_uuid: uuid, ...report(command, context.now()) } };
  };
  return {
    'POST /ipc/video/cmds': { access: 'key', run: send },
    'GET /ipc/video/cmd_status': {
      access: 'key',
      run: ({ query }) => ({ data: { status: statusOf(find(query), context.now()) } }),
    },
    'GET /ipc/video/cmd_resp': {
      access: 'key',
      run: ({ query }) => {
        const command = find(query);
        if (statusOf(command, context.now()) !== STATUS.answered) throw refusals.missing('response');
        return { resp: base64(command.answer.data) };
      },
    },
  };
}

function makeCommand({ query, request, injected }: Call, parts: CommandParts): Command {
  const device = parts.registry.device(query);
  const qos = integer(query, 'qos', { least: 0, most: 1, fallback: 0 });
  const type = integer(query, 'type', { least: 0, most: 1, fallback: 0 });
  const { body } = request;
  if (body.length === 0 || body.length >= MOST_BYTES) throw refusals.parameter('body');
  const wish = readWish(injected);
  const course = wish.course ?? courseOf(device, qos, parts);
  const isHeard = course.some(([, status]) => status === STATUS.answered || status === STATUS.sent);
  const heard = (): DeviceAnswer => (type === 0 ? execute(device, body, parts) : echo(device, body, parts));
  const answer = wish.answer ?? (isHeard ? heard() : NOTHING);
  return { device, sentAt: parts.context.now(), course, answer };
}

const NOTHING: DeviceAnswer = { code: 0, data: '' };

/** A command that the user defined: the demo device says it back, and keeps it among its messages. */
function echo(device: Device, body: Buffer, { messages }: CommandParts): DeviceAnswer {
  messages.add(device, body);
  return { code: 0, data: body };
}

function courseOf(device: Device, qos: number, { context, registry }: CommandParts): Course {
  if (!registry.isOnline(device)) return COURSES[STATUS.offline];
  if (qos === 0) return NO_ANSWER_WANTED;
  if (context.faults().stall === true) return SILENT;
  const isSlow = [...device.channels.values()].some(({ camera }) => camera.trait === 'flaky');
  return COURSES[isSlow ? STATUS.sent : STATUS.answered];
}

function readWish(injected: string | null): { readonly course?: Course; readonly answer?: DeviceAnswer } {
  if (injected === null) return {};
  const [, field, digit] = /^(cmd_status|resp_code):(\d)$/.exec(injected) ?? [];
  const value = Number(digit);
  if (field === 'resp_code') return { answer: { code: value, data: '' } };
  const [, course] = Object.entries(COURSES).find(([status]) => Number(status) === value) ?? [];
  if (field === undefined || course === undefined) throw injectedRefusal(2, '');
  return { course };
}

function statusOf({ course, sentAt }: Command, now: number): Status {
  const passed = course.filter(([after]) => sentAt + after <= now);
  return passed.at(-1)?.[1] ?? STATUS.sending;
}

function report(command: Command, now: number): object {
  const status = statusOf(command, now);
  const { code, data } = command.answer;
  return {
    cmd_status: status,
    ...(status === STATUS.answered && { dev_resp: { resp_code: code, resp_data: base64(data) } }),
  };
}

const base64 = (data: string | Buffer): string => Buffer.from(data).toString('base64');

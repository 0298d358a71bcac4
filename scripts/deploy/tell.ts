import { WrongSetting } from '../wrong-setting';
import { CloudRefusal } from './cloud-api';
import type { Step } from './plan';
import { tellIndex } from './plan';

/** One line for a step; names of variables, never their values. */
export function tellStep(step: Step): string {
  switch (step.kind) {
    case 'create-collection':
      return `create  collection ${step.name}, for functions only`;
    case 'restrict-collection':
      return `update  collection ${step.name}: permission ${step.differs}`;
    case 'create-index':
      return `create  index ${step.collection}.${step.index.name} ${tellIndex(step.index)}`;
    case 'replace-index':
      return `replace index ${step.collection}.${step.index.name}: ${step.differs}`;
    case 'restrict-storage':
      return `update  storage: permission ${step.differs}`;
    case 'create-function': {
      const { name, runtime, timeoutS, memoryMb, code } = step.wanted;
      const names = Object.keys(step.variables).sort().join(', ');
      return `create  function ${name}: ${runtime}, ${timeoutS} s, ${memoryMb} MB, code ${code.digest}, ${names}`;
    }
    case 'update-function':
      return `update  function ${step.name}: ${step.differs}`;
    case 'create-trigger':
      return `create  trigger ${step.function}.${step.trigger.name}: ${step.trigger.cron}`;
    case 'replace-trigger':
      return `replace trigger ${step.function}.${step.trigger.name}: ${step.differs}`;
    case 'leave':
      return `leave   ${step.what}`;
    case 'refuse':
      return `refuse  ${step.what}: ${step.why}`;
  }
}

/** One line for what stopped the command, with what to do about it where that is known. */
export function tellFailure(error: unknown, secrets: readonly string[]): string {
  // The platform may repeat what it was sent.
  const masked = secrets.reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')),
    wordsOf(error),
  );
  return masked.replace(/\s+/g, ' ').trim();
}

function wordsOf(error: unknown): string {
  if (error instanceof WrongSetting) return error.message;
  if (error instanceof CloudRefusal) return tellRefusal(error);
  return error instanceof Error ? error.message : 'something that is no error was thrown';
}

function tellRefusal({ code, action, message, requestId }: CloudRefusal): string {
  switch (code) {
    case 'AuthFailure.SecretIdNotFound':
      return 'Tencent Cloud knows no such TENCENTCLOUD_SECRET_ID';
    case 'AuthFailure.SignatureFailure':
      return 'Tencent Cloud refused the signature: TENCENTCLOUD_SECRET_KEY does not belong to TENCENTCLOUD_SECRET_ID';
    case 'AuthFailure.SignatureExpire':
      return 'Tencent Cloud refused the time of the request: set the clock of this machine';
    case 'AuthFailure.TokenFailure':
      return 'Tencent Cloud refused TENCENTCLOUD_SECURITY_TOKEN, or it is over';
    case 'AuthFailure.UnauthorizedOperation':
    case 'UnauthorizedOperation':
    case 'UnauthorizedOperation.CAM':
      return `the API key may not ${action}, see the rights in docs/deployment.md: ${message}`;
    default:
      return `${action} was refused: ${message} (${code}, request ${requestId ?? 'unknown'})`;
  }
}

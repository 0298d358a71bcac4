import { ENVIRONMENT } from '../credentials';
import { CloudFailure } from '../failure';

const FILE_ID = new RegExp(`^cloud://${ENVIRONMENT}\\.[^/]+/(.+)$`);

export function fileIdOf(path: string): string {
  return `cloud://${ENVIRONMENT}.${ENVIRONMENT}-files/${path}`;
}

/** The cloud path in a file id of this environment; null for any other text. */
export function pathOf(fileId: string): string | null {
  const path = FILE_ID.exec(fileId)?.[1];
  return path !== undefined && isPath(path) ? path : null;
}

export function checkPath(path: string): void {
  if (!isPath(path)) throw new CloudFailure('INVALID_PARAM', 'cloudPath is not a path that files may have');
}

/** What survives the SDK's own `encodeURI` and cannot be mistaken for another path. */
function isPath(path: string): boolean {
  if (path === '' || Buffer.byteLength(path) > 850 || /[?#%\\\p{Cc}]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

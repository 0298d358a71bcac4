import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPreview } from '../../sandbox/preview/server';

const ROOT = join(__dirname, '../..');
/** What of the product the timeline needs. */
const PARTS = ['app.wxss', 'i18n', 'utils', 'playback/components/timeline', 'playback/i18n', 'playback/utils'];

/** A mini-program of its own around the product's timeline, in the preview: pages `ours` and `rows`. */
export interface TimelineApp {
  readonly url: string;
  close(): Promise<void>;
}

export async function startTimelineApp(): Promise<TimelineApp> {
  const folder = mkdtempSync(join(tmpdir(), 'kandian-timeline-'));
  cpSync(join(ROOT, 'bench/timeline-app'), folder, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, 'miniprogram', part), join(folder, part), { recursive: true });
  const preview = await startPreview({
    port: 0,
    miniprogramDir: folder,
    invoke: () => Promise.reject(new Error('the timeline calls nothing')),
    control: () => undefined,
    trustedCertificates: [],
    log: () => undefined,
  });
  return {
    url: preview.url,
    async close() {
      await preview.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import type { BootPlan } from './boot-plan';
import type { Device } from './device';
import type { Entries } from './entries';
import type { Leaving } from './pages/leaving';
import type { Shell } from './pages/shell';
import type { PageStack } from './pages/stack';
import type { Themes } from './pages/theme';

/** What the wx API and the built-in elements work on. */
export interface Phone {
  readonly plan: BootPlan;
  readonly device: Device;
  readonly stack: PageStack;
  readonly leaving: Leaving;
  readonly shell: Shell;
  readonly themes: Themes;
  readonly entries: Entries;
}

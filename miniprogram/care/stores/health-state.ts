import type { CameraHealth } from '../../../typings/contract/health';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';

/** Whether a camera is there, in words. */
export interface HealthState {
  /** 在线, 离线, 已加密. */
  readonly word: string;
  /** Since when; empty where nobody knows. */
  readonly since: string;
}

interface Setting {
  readonly words: Dictionary;
  /** Epoch ms. */
  readonly now: number;
  /** Words for an instant, such as 今天 14:05. */
  readonly moment: (at: number) => string;
}

const MINUTE = 60_000;

/** One look begins and ends no outage, and the words say so. */
export function stateWords({ status, outageFrom }: CameraHealth, { words, now, moment }: Setting): HealthState {
  const { health, common } = words;
  const { reachability, condition, since } = status;
  switch (reachability) {
    case 'unknown':
      return { word: common.unknown, since: health.untold };
    case 'offline': {
      const word = common.offline;
      if (outageFrom === null)
        return {
          word,
          since: since === null ? health.firstSight : fill(health.firstSightSince, { when: moment(since) }),
        };
      const length = lengthWords(now - outageFrom, words);
      return { word, since: fill(health.offlineSince, { when: moment(outageFrom), length }) };
    }
    case 'online': {
      const word = condition === 'clear' ? common.online : common[condition];
      if (outageFrom !== null) return { word, since: fill(health.returning, { when: moment(outageFrom) }) };
      return { word, since: since === null ? '' : fill(health.onlineSince, { when: moment(since) }) };
    }
  }
}

function lengthWords(ms: number, { health }: Dictionary): string {
  const minutes = Math.floor(Math.max(0, ms) / MINUTE);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return health.seconds;
  if (hours === 0) return fill(health.minutes, { n: minutes });
  if (hours < 24) return fill(health.hours, { h: hours, m: minutes % 60 });
  return fill(health.days, { d: Math.floor(hours / 24), h: hours % 24 });
}

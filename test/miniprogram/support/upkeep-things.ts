import type { Account, ManagedStore } from '../../../typings/contract/upkeep';
import { NOON } from './phone';

const NAMES: Readonly<Record<string, string>> = { s0: '南京路店', s1: '人民广场店', s2: '徐家汇店' };

export const makeStore = (id: string, change: Partial<ManagedStore> = {}): ManagedStore => ({
  ...{ id, name: NAMES[id] ?? id, address: '', zone: 'Asia/Shanghai' },
  ...{ cameras: 2, archivedAt: null },
  ...change,
});

export const makeAccount = (id: string, change: Partial<Account> = {}): Account => ({
  ...{ id, vendor: 'ezviz', name: `账号 ${id}`, adding: 'label' },
  ...{ cameras: 12, offers: 0, listedAt: NOON, restsUntil: null, problem: null },
  ...change,
});

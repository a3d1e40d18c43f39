import type { EpochMs } from '../../../shared/domain/time.ts';
import type { NewTask } from '../ports/store.ts';
import { nextTime } from './cron.ts';

/**
 * What a new store does by itself (the seeds' cron table, and the checks of the issue). The hourly ones stand a few
 * minutes apart, the weekly ones half an hour, so that they do not queue up behind each other.
 */
const USUAL: readonly Omit<NewTask, 'export' | 'nextRunAt'>[] = [
  { kind: 'verify', cron: '0 * * * *', maxRequests: null },
  { kind: 'check-suspicious', cron: '7 * * * *', maxRequests: null },
  { kind: 'repair', cron: '*/15 * * * *', maxRequests: 300 },
  { kind: 'refresh-markets', cron: '20 3 * * *', maxRequests: null },
  { kind: 'check-canary', cron: '30 3 * * *', maxRequests: null },
  { kind: 'check-ledger', cron: '0 4 * * 0', maxRequests: null },
  { kind: 'check-aggregate', cron: '30 4 * * 0', maxRequests: null },
];

export const usualTasks = (now: EpochMs): NewTask[] =>
  USUAL.map((task) => ({ ...task, export: null, nextRunAt: nextTime(task.cron, now) }));

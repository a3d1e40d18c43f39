import type { Alert, AlertChannel, AlertRule } from '../../shared/domain/alert.ts';
import type { ScheduledTask, TaskRun } from '../../shared/domain/schedule.ts';

/** Returns one run that ended well, with the given differences. */
export function sampleRun(change: Partial<TaskRun> = {}): TaskRun {
  return {
    id: 1,
    taskId: 1,
    startedAt: 1_000,
    finishedAt: 3_000,
    reason: 'due',
    result: 'ok',
    summary: { code: 'verified', params: { series: 12, ok: 12, missing: 0, stale: 0, incomplete: 0 } },
    ...change,
  };
}

/** Returns an hourly task that waits for its time, with the given differences. */
export function sampleTask(change: Partial<ScheduledTask> = {}): ScheduledTask {
  return {
    id: 1,
    kind: 'verify',
    cron: '0 * * * *',
    paused: false,
    maxRequests: null,
    export: null,
    lastRun: null,
    nextRunAt: null,
    running: false,
    waiting: false,
    progress: null,
    ...change,
  };
}

/** Returns an alert about a stale series that nobody has dealt with, with the given differences. */
export function sampleAlert(change: Partial<Alert> = {}): Alert {
  return {
    id: 1,
    kind: 'series-stale',
    severity: 'warning',
    subject: 'bitget BTCUSDT 1h',
    exchange: 'bitget',
    seriesId: null,
    params: { ageMs: 8 * 3_600_000, limitMs: 2 * 3_600_000 },
    raisedAt: 1_000,
    lastAt: 1_000,
    count: 1,
    resolvedAt: null,
    acknowledgedAt: null,
    ...change,
  };
}

/** Returns the rule of the seeds for a silent symbol, with the given differences. */
export function sampleRule(change: Partial<AlertRule> = {}): AlertRule {
  return {
    kind: 'symbol-silent',
    enabled: true,
    severity: 'warning',
    threshold: 300_000,
    coolDownMs: 1_800_000,
    channels: ['window', 'system'],
    ...change,
  };
}

/** Returns a channel that is on and has nothing, with the given differences. */
export function sampleChannel(change: Partial<AlertChannel> = {}): AlertChannel {
  return { kind: 'window', enabled: true, target: null, hasSecret: false, lastResult: null, ...change };
}

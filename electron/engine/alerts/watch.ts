import type { AlertKind } from '../../../shared/domain/alert.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';
import type { LiveService } from '../live/liveService.ts';
import type { Disk } from '../ports/surroundings.ts';
import { listCoverage } from '../quality/coverage.ts';
import { readLimits } from '../quality/limits.ts';
import type { ScheduleService } from '../schedule/scheduleService.ts';
import { type Condition, keyOf } from './condition.ts';
import { liveConditions } from './liveConditions.ts';
import type { Rules } from './rules.ts';
import {
  contradictionConditions,
  diskConditions,
  jobConditions,
  staleConditions,
  taskConditions,
} from './storeConditions.ts';

const LOOK_EVERY_MS = 10 * SECOND;
const LOOK_AT_STORE_EVERY_MS = MINUTE;
/** A pause between two looks that is longer than this was sleep, or a step of the clock. */
const ASLEEP_MS = 30 * SECOND;
/** A series may be stale for so long after start or sleep, or until the next fetch, before it is worth a word. */
const STALE_FOR_MS = 10 * MINUTE;
const JOBS_LOOKED_AT = 50;

const LIVE_KINDS: readonly AlertKind[] = ['symbol-silent', 'venue-silent', 'errors-in-a-row', 'clock-skew'];
const STORE_KINDS: readonly AlertKind[] = ['series-stale', 'disk-space', 'task-failed', 'data-contradiction'];

export type WatchDeps = Readonly<{
  context: EngineContext;
  live: Pick<LiveService, 'facts'>;
  schedule: Pick<ScheduleService, 'list' | 'onChange'>;
  jobs: Pick<JobService, 'list'>;
  disk: Disk;
  rules(): Rules;
  settle(kinds: readonly AlertKind[], conditions: readonly Condition[]): Promise<void>;
}>;

export type Watch = Readonly<{ start(): void; stop(): Promise<void> }>;

/**
 * Looks at what can go wrong: at what is live every few seconds, at the store, the disk and the tasks every minute and
 * whenever a task has ended. A look that fails is the next one's to make good.
 */
export function createWatch({ context, live, schedule, jobs, disk, rules, settle }: WatchDeps): Watch {
  const { store, clock, timing, log } = context;
  const stopping = new AbortController();
  const staleSince = new Map<string, number>();
  let awakeSince = clock.now();
  let lookedAt = clock.now();
  let storeLookedAt = Number.NEGATIVE_INFINITY;
  let woken = new AbortController();
  let watching: Promise<void> | null = null;

  /** Keeps only what has been wrong for a while, as far as the PC was awake to put it right. */
  function lasting(conditions: readonly Condition[], now: number): Condition[] {
    const keys = new Set(conditions.map(keyOf));
    for (const key of staleSince.keys()) if (!keys.has(key)) staleSince.delete(key);
    return conditions.filter((one) => {
      const since = staleSince.get(keyOf(one)) ?? now;
      staleSince.set(keyOf(one), since);
      return now - Math.max(since, awakeSince) >= STALE_FOR_MS;
    });
  }

  async function lookAtStore(now: number): Promise<void> {
    const limits = await readLimits(context);
    const [reports, tasks, newestJobs, freeBytes, coverage] = await Promise.all([
      store.read.checkReports('ledger', 1),
      schedule.list(),
      jobs.list(JOBS_LOOKED_AT),
      disk.freeBytes(),
      listCoverage(context, {}, limits),
    ]);
    await settle(STORE_KINDS, [
      ...lasting(staleConditions(coverage, limits), now),
      ...diskConditions(freeBytes, rules()['disk-space'].threshold),
      ...taskConditions(tasks),
      ...jobConditions(newestJobs, now),
      ...contradictionConditions(reports[0]),
    ]);
  }

  async function look(): Promise<void> {
    const now = clock.now();
    if (Math.abs(now - lookedAt) > ASLEEP_MS) awakeSince = now;
    lookedAt = now;
    await settle(LIVE_KINDS, liveConditions(live.facts(), rules(), now - awakeSince));
    if (Math.abs(now - storeLookedAt) < LOOK_AT_STORE_EVERY_MS && !woken.signal.aborted) return;
    woken = new AbortController();
    storeLookedAt = now;
    await lookAtStore(now);
  }

  async function watch(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) =>
        log.error('alerts could not be judged', { error: String(error) }),
      );
      await timing.sleep(LOOK_EVERY_MS, AbortSignal.any([stopping.signal, woken.signal]));
    }
  }

  const unsubscribe = schedule.onChange(() => woken.abort());
  return {
    start: () => {
      watching ??= watch();
    },
    stop: async () => {
      unsubscribe();
      stopping.abort();
      await watching;
    },
  };
}

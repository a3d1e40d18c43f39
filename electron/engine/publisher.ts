import type { EventPayloads } from '../../shared/contract/events.ts';
import type { Emitter } from '../../shared/lib/emitter.ts';
import type { Publish } from './context.ts';

/** Ten pushes a second of each kind are as many as an eye can follow. */
const GATHER_MS = 100;

type Merge<T> = (gathered: T, next: T) => T;

/** Returns the last of each, in the order in which they first came. */
const newest = <T>(all: readonly T[], keyOf: (one: T) => unknown): T[] => [
  ...new Map(all.map((one) => [keyOf(one), one])).values(),
];

type CoverageChange = EventPayloads['coverage.changed'];

/** A series is only appended to while no change of it says otherwise. */
function mergeCoverage(a: CoverageChange, b: CoverageChange): CoverageChange {
  const seriesIds = [...new Set([...a.seriesIds, ...b.seriesIds])];
  const changed = new Set(
    [a, b].flatMap(({ seriesIds: ids, appended = [] }) => ids.filter((id) => !appended.includes(id))),
  );
  const appended = seriesIds.filter((id) => !changed.has(id));
  return appended.length === 0 ? { seriesIds } : { seriesIds, appended };
}

const MERGE: { [E in keyof EventPayloads]: Merge<EventPayloads[E]> } = {
  'coverage.changed': mergeCoverage,
  'catalog.changed': (_, b) => b,
  'jobs.changed': (a, b) => ({ jobs: newest([...a.jobs, ...b.jobs], ({ id }) => id) }),
  'live.candles': (a, b) => ({
    candles: newest([...a.candles, ...b.candles], ({ seriesId, row }) => `${seriesId} ${row[0]}`),
  }),
  'live.quotes': (a, b) => ({
    quotes: newest([...a.quotes, ...b.quotes], ({ exchange, symbol }) => `${exchange} ${symbol}`),
  }),
  'live.changed': (a, b) => ({
    ...b,
    venues: newest([...a.venues, ...b.venues], ({ exchange }) => exchange),
    series: newest([...a.series, ...b.series], ({ seriesId }) => seriesId),
  }),
  'checks.progress': (_, b) => b,
  'imports.progress': (_, b) => b,
  'frames.progress': (_, b) => b,
  'derive.progress': (_, b) => b,
  'features.progress': (_, b) => b,
  'features.changed': (a, b) => ({ seriesIds: [...new Set([...a.seriesIds, ...b.seriesIds])] }),
  'review.changed': (_, b) => b,
  'schedule.changed': (_, b) => b,
  'alerts.changed': (a, b) => ({ alerts: newest([...a.alerts, ...b.alerts], ({ id }) => id), open: b.open }),
  'events.logged': (a, b) => ({ events: [...a.events, ...b.events] }),
};

/** Gathers what is published and emits it merged, so that a busy backfill does not flood the window. */
export function createPublisher(emitter: Emitter<EventPayloads>): { publish: Publish; flush(): void } {
  const gathered = new Map<keyof EventPayloads, EventPayloads[keyof EventPayloads]>();
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const due = [...gathered];
    gathered.clear();
    for (const [event, payload] of due) emitter.emit(event, payload);
  };
  return {
    flush,
    publish: (event, payload) => {
      type Payload = EventPayloads[typeof event];
      const before = gathered.get(event) as Payload | undefined;
      const merge = MERGE[event] as Merge<Payload>;
      gathered.set(event, before === undefined ? payload : merge(before, payload));
      timer ??= setTimeout(flush, GATHER_MS);
    },
  };
}

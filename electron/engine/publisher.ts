import type { EventPayloads } from '../../shared/contract/events.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { Emitter } from '../../shared/lib/emitter.ts';
import type { Publish } from './context.ts';

/** Ten pushes a second of each kind are as many as an eye can follow. */
const GATHER_MS = 100;

type Merge<T> = (gathered: T, next: T) => T;

const newestOfEach = (jobs: readonly Job[]): Job[] => [...new Map(jobs.map((job) => [job.id, job])).values()];

const MERGE: { [E in keyof EventPayloads]: Merge<EventPayloads[E]> } = {
  'coverage.changed': (a, b) => ({ seriesIds: [...new Set([...a.seriesIds, ...b.seriesIds])] }),
  'catalog.changed': (_, b) => b,
  'jobs.changed': (a, b) => ({ jobs: newestOfEach([...a.jobs, ...b.jobs]) }),
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

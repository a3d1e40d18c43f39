import type { EventPayloads } from '../../../shared/contract/events.ts';
import type { IngestionState, IngestionStatus, LiveVenue } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';

/** Ten times a second are as often as an eye can follow. */
const SHOW_MS = 100;
/** Numbers that moved without a change of state are kept this often; another program may read them. */
const KEEP_MS = 5 * SECOND;

type Subject = Readonly<{ status(): IngestionStatus }>;

export type StatusKeeper = ReturnType<typeof createStatusKeeper>;

/** Shows what became of every live series, and keeps it for whoever asks the store. */
export function createStatusKeeper(
  context: Pick<EngineContext, 'store' | 'publish' | 'timing' | 'log'>,
  head: () => Pick<EventPayloads['live.changed'], 'paused' | 'mode'>,
) {
  const { store, publish, timing, log } = context;
  const unseen = new Map<SeriesId, Subject>();
  const unseenVenues = new Map<string, () => LiveVenue>();
  const unkept = new Map<SeriesId, Subject>();
  const kept = new Map<SeriesId, { state: IngestionState; lastCandle: number | null }>();
  let timer: NodeJS.Timeout | null = null;
  let keepAt = Number.NEGATIVE_INFINITY;
  let keeping: Promise<void> = Promise.resolve();

  function show(): void {
    timer = null;
    const series = [...unseen.values()].map((one) => one.status());
    const venues = [...unseenVenues.values()].map((venue) => venue());
    unseen.clear();
    unseenVenues.clear();
    publish('live.changed', { ...head(), venues, series });
  }

  function soon(): void {
    timer ??= setTimeout(show, SHOW_MS).unref();
  }

  async function write(statuses: readonly IngestionStatus[]): Promise<void> {
    try {
      await store.write.saveIngestion(statuses);
    } catch (error) {
      // The next change writes all of it again.
      log.warn('the state of live ingestion was not kept', { error: String(error) });
    }
  }

  /** Writes what has changed since it was last written; resolves when it is in the store. Never rejects. */
  function keep(): Promise<void> {
    if (unkept.size === 0) return keeping;
    const statuses = [...unkept.values()].map((one) => one.status());
    unkept.clear();
    for (const { seriesId, state, lastCandle } of statuses) kept.set(seriesId, { state, lastCandle });
    keepAt = timing.elapsed() + KEEP_MS;
    keeping = keeping.then(() => write(statuses));
    return keeping;
  }

  return {
    touch(id: SeriesId, subject: Subject): void {
      unseen.set(id, subject);
      unkept.set(id, subject);
      soon();
      const before = kept.get(id)?.state;
      if (before !== undefined && before !== subject.status().state) void keep();
    },
    touchVenue(exchange: string, venue: () => LiveVenue): void {
      unseenVenues.set(exchange, venue);
      soon();
    },
    touchHead: soon,
    forget(id: SeriesId): void {
      unseen.delete(id);
      unkept.delete(id);
      kept.delete(id);
    },
    keepIfDue(): void {
      if (unkept.size > 0 && timing.elapsed() >= keepAt) void keep();
    },
    keep,
    /** Writes statuses that nobody keeps up to date any more. */
    keepLast: (statuses: readonly IngestionStatus[]): Promise<void> => {
      keeping = keeping.then(() => write(statuses));
      return keeping;
    },
    close(): void {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

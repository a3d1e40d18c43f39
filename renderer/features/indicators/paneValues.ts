import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { lowerBound } from '../../charts/axis.ts';
import { createThrottle } from '../../state/throttle.ts';
import type { Source } from './shown.ts';
import { createValuePages, type FetchValues, PAGE, type ValuePages, type Values } from './valuePages.ts';

/** The values behind everything on one chart. */
export type PaneValues = Readonly<{
  /** Follows these sources from now on; what another one held is let go of. */
  follow(sources: readonly Source[], duration: number): void;
  /** Keeps what lies between two times known. */
  see(from: number, to: number): void;
  of(source: Source): Values | null;
  /** Why a source could not be answered for; null while nothing is wrong. */
  errorOf(source: Source): ApiError | null;
  retry(): void;
  dispose(): void;
}>;

/** A download changes a series many times a second; the store is asked once a second. */
const REFRESH_MS = 1_000;

function fetchOf(client: DataClient, { seriesId, spec }: Source): FetchValues {
  if (spec !== null) return (from, until) => client.call('indicators.range', { seriesId, spec, from, until });
  return async (from, until) => {
    const result = await client.call('candles.after', {
      seriesId,
      after: Math.max(0, from - 1),
      limit: PAGE,
    });
    if (!result.ok) return result;
    const { openTime, close } = result.value.candles;
    const end = lowerBound(openTime, until);
    return succeed({ openTime: openTime.slice(0, end), columns: [close.slice(0, end)] });
  };
}

/** Returns the values of one chart, empty until it is told what to follow. `onChange` is called for every answer. */
export function createPaneValues(client: DataClient, onChange: () => void): PaneValues {
  const followed = new Map<string, Readonly<{ source: Source; pages: ValuePages }>>();
  const lifetime = createDisposables();
  const changed = new Set<SeriesId>();
  let length = 0;
  let sight: Readonly<{ from: number; to: number }> | null = null;

  const drop = (key: string): void => {
    followed.get(key)?.pages.dispose();
    followed.delete(key);
  };
  const refresh = createThrottle(() => {
    for (const { source, pages } of followed.values()) if (changed.has(source.seriesId)) pages.stale(0);
    changed.clear();
  }, REFRESH_MS);
  lifetime.add(refresh.dispose);
  lifetime.add(
    client.on('coverage.changed', ({ seriesIds, appended = [] }) => {
      // What was appended alone is told by `live.candles` too, with its time.
      for (const id of seriesIds) if (!appended.includes(id)) changed.add(id);
      if (changed.size > 0) refresh.request();
    }),
  );
  lifetime.add(
    client.on('live.candles', ({ candles }) => {
      const closed = candles.filter((one) => one.closed);
      for (const { source, pages } of followed.values()) {
        const times = closed.filter(({ seriesId }) => seriesId === source.seriesId).map(({ row }) => row[0]);
        if (times.length > 0) pages.stale(Math.min(...times));
      }
    }),
  );
  lifetime.add(() => {
    for (const key of [...followed.keys()]) drop(key);
  });

  return {
    follow: (sources, duration) => {
      const keys = new Set(sources.map(({ key }) => key));
      for (const key of [...followed.keys()]) if (!keys.has(key) || duration !== length) drop(key);
      length = duration;
      for (const source of sources) {
        if (followed.has(source.key)) continue;
        const pages = createValuePages(fetchOf(client, source), duration, onChange);
        followed.set(source.key, { source, pages });
        if (sight !== null) pages.need(sight.from, sight.to);
      }
    },
    see: (from, to) => {
      sight = { from, to };
      for (const { pages } of followed.values()) pages.need(from, to);
    },
    of: ({ key }) => followed.get(key)?.pages.all() ?? null,
    errorOf: ({ key }) => followed.get(key)?.pages.error() ?? null,
    retry: () => {
      for (const { pages } of followed.values()) pages.retry();
    },
    dispose: lifetime.disposeAll,
  };
}

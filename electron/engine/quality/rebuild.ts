import type { CallReceived } from '../../../shared/contract/calls.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';

/** Makes the ledgers of some series say what their candles say; returns how many series there were. */
export async function rebuildLedgers(
  { store, clock, journal, publish }: EngineContext,
  { seriesIds }: CallReceived<'checks.rebuild'>,
): Promise<number> {
  const wanted = new Set(seriesIds);
  const series = (await store.read.series()).filter(({ id }) => wanted.has(id));
  for (const one of series) await store.write.rebuildLedgers(one, clock.now());
  if (series.length === 0) return 0;
  await journal.audit('checks.rebuild', series.map(seriesName).join(', '));
  publish('coverage.changed', { seriesIds: series.map(({ id }) => id) });
  return series.length;
}

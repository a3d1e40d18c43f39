import { setTimeout as delay } from 'node:timers/promises';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { IngestionMode, IngestionStatus } from '../../../shared/domain/live.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { DEFAULT_HISTORY_DAYS, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { startBackend } from '../../backend.ts';
import type { Backend } from '../../engine/ports/backend.ts';
import { CommandFailure, Interrupted } from '../failure.ts';
import { createLiveTally, summaryLine } from '../liveTally.ts';
import type { Run, Session } from '../program.ts';
import { liveRow } from '../reports.ts';
import { suggestion } from './backfill.ts';
import { unwrap } from './reading.ts';

export type LiveOptions = Readonly<{
  exchange: ExchangeId;
  symbols: string[];
  timeframes: Timeframe[];
  mode?: IngestionMode;
  for?: number;
}>;

/** Returns the series that are meant; symbols and timeframes that are not in the catalog are added to it. */
async function seriesOf(backend: Backend, session: Session, options: LiveOptions): Promise<Series[]> {
  const { signal } = session;
  const { exchange, symbols, timeframes } = options;
  const { entries } = unwrap(await backend.handlers['catalog.list']({}, signal));
  const found: Series[] = [];
  for (const symbol of symbols) {
    const known = entries.find((entry) => entry.exchange === exchange && entry.symbol === symbol);
    const wanted = timeframes.map((timeframe) => ({
      timeframe,
      days:
        known?.series.find((one) => one.timeframe === timeframe)?.historyDays ??
        DEFAULT_HISTORY_DAYS[timeframe],
    }));
    const added = await backend.handlers['catalog.add']({ exchange, symbol, timeframes: wanted }, signal);
    if (signal.aborted) throw new Interrupted();
    if (!added.ok && added.error.code === 'not-found') {
      throw new CommandFailure(`${added.error.message}.${await suggestion(backend, options, signal)}`);
    }
    const { entry } = unwrap(added);
    found.push(...entry.series.filter(({ timeframe }) => timeframes.includes(timeframe)));
  }
  return found;
}

/** Resolves after so many seconds, or when the person at the keyboard has seen enough. */
async function untilEnough(seconds: number | undefined, signal: AbortSignal): Promise<void> {
  if (seconds !== undefined) return delay(seconds * 1_000, undefined, { signal }).catch(() => undefined);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

async function run(backend: Backend, session: Session, options: LiveOptions): Promise<number> {
  const { output, signal } = session;
  // What is turned back at the end is turned back after Ctrl-C as well.
  const unhurried = new AbortController().signal;
  const series = await seriesOf(backend, session, options);
  const ids = series.map(({ id }) => id);
  const tally = createLiveTally(new Set(ids));
  const take = (statuses: readonly IngestionStatus[]): void => {
    for (const status of statuses) {
      const line = tally.take(status);
      if (line !== null) output.line(line);
    }
  };
  const stop = backend.on('live.changed', ({ series: statuses }) => take(statuses));
  const set = (what: { seriesIds: SeriesId[]; live?: boolean; mode?: IngestionMode | null }) =>
    backend.handlers['live.set'](what, unhurried);
  const before = unwrap(await set({ seriesIds: ids, live: true }));
  const { mode } = options;
  if (mode !== undefined) await set({ seriesIds: ids, mode });
  if (before.paused) await backend.handlers['live.setAll']({ paused: false }, unhurried);
  try {
    await untilEnough(options.for, signal);
  } finally {
    stop();
  }
  const state = unwrap(await backend.handlers['live.state']({}, unhurried));
  // What changed last has not been told yet.
  take(state.series);
  const venue = state.venues.find(({ exchange }) => exchange === options.exchange);
  const summary = tally.summary();
  const reconnects = venue?.reconnects ?? 0;
  const turnedOn = series.filter((one) => !one.live).map(({ id }) => id);
  if (turnedOn.length > 0) await set({ seriesIds: turnedOn, live: false });
  for (const { seriesId, wanted } of mode === undefined ? [] : before.series) {
    if (ids.includes(seriesId)) await set({ seriesIds: [seriesId], mode: wanted });
  }
  if (before.paused) await backend.handlers['live.setAll']({ paused: true }, unhurried);
  const rows = summary.series.map(({ status, candles, wasLive }) => ({
    ...liveRow(status),
    candles,
    wasLive,
  }));
  output.finish(
    {
      candles: summary.candles,
      latencyMs: summary.latencyMs,
      reconnects,
      errors: summary.errors,
      series: rows,
    },
    summaryLine(summary, reconnects),
  );
  return tally.everyoneWasLive() ? 0 : 1;
}

/** `live`: keeps series current without a window and prints every candle that closes. */
export const live: Run<LiveOptions> = async (session, options) => {
  const { dataDir, version, log, output } = session;
  const backend = await startBackend({ dataDir, version, log }, 'cli');
  try {
    const { exchange, symbols, timeframes } = options;
    output.note(
      `Keeping ${symbols.join(', ')} ${timeframes.join(', ')} of ${exchange} live; Ctrl-C ends it.`,
    );
    return await run(backend, session, options);
  } finally {
    await backend.close();
  }
};

import { candleRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { GapCause } from '../../../shared/domain/gap.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { ceilToGrid, closedUntil, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Simulation } from '../../helpers/simulation.ts';

/** A closed candle is stored within this long (the issue, section 1); until then nobody misses it. */
const STORED_WITHIN = 10 * SECOND;

export type Wanted = Readonly<{ exchange: ExchangeId; symbol: string; timeframe: Timeframe }>;

/** A series that is kept live, and the first open time its store must hold. */
export type Loaded = Wanted & Readonly<{ id: SeriesId; begin: number }>;

/** Puts the series into the catalog and turns them live. */
export async function goLive(simulation: Simulation, wanted: readonly Wanted[]): Promise<readonly Loaded[]> {
  const ids = new Map<string, SeriesId>();
  const nameOf = ({ exchange, symbol, timeframe }: Wanted): string => `${exchange} ${symbol} ${timeframe}`;
  for (const [contract, group] of Map.groupBy(wanted, ({ exchange, symbol }) => `${exchange} ${symbol}`)) {
    const { exchange, symbol } = group[0] ?? { exchange: 'bitget', symbol: contract };
    const timeframes = group.map(({ timeframe }) => ({ timeframe }));
    const { entry } = await simulation.during(
      simulation.engine.ask('catalog.add', { exchange, symbol, timeframes }),
    );
    for (const { id, timeframe } of entry.series) ids.set(nameOf({ exchange, symbol, timeframe }), id);
  }
  await simulation.during(simulation.engine.ask('live.set', { seriesIds: [...ids.values()], live: true }));
  return wanted.map((one) => ({
    ...one,
    id: ids.get(nameOf(one))!,
    begin: closedUntil(one.timeframe, simulation.now()) - durationOf(one.timeframe),
  }));
}

export const titleOf = ({ exchange, symbol, timeframe }: Wanted): string =>
  `${exchange} ${symbol} ${timeframe}`;

export type Hole = Readonly<{ openTime: number; cause: GapCause | null }>;

/** How the store of one series differs from what the venue has, up to the candles that must be stored by now. */
export type Difference = Readonly<{
  series: string;
  /** Candles of the venue that are not stored, with the cause the ledger gives; null where it gives none. */
  missing: readonly Hole[];
  /** Stored candles the venue does not have, or not with these values, or not yet. */
  invented: readonly number[];
  /** Open times without a candle, at the venue neither, that the ledger does not name. */
  unnamed: readonly number[];
  /** Open times the ledger calls missing although they are stored. */
  contradicted: readonly number[];
}>;

/** Compares what is stored from `from` on with the emulator's truth, candle by candle, and with the ledger. */
export async function differenceOf(
  simulation: Simulation,
  series: Loaded,
  from = series.begin,
): Promise<Difference> {
  const { exchange, symbol, timeframe, id } = series;
  const step = durationOf(timeframe);
  const start = Math.max(series.begin, ceilToGrid(timeframe, from));
  const until = closedUntil(timeframe, simulation.now() - STORED_WITHIN);
  const { read } = simulation.engine.store;
  const [stored, gaps] = await Promise.all([
    read.candlesWithin(id, start, Number.MAX_SAFE_INTEGER),
    read.ledgerGaps(id, start, Number.MAX_SAFE_INTEGER),
  ]);
  const truth = new Map(
    candleRows(simulation.exchange.truth(exchange, symbol, timeframe, start, simulation.now() + step)).map(
      (row) => [row[0], row.join()],
    ),
  );
  const rows = new Map(candleRows(stored).map((row) => [row[0], row.join()]));
  const causes = new Map<number, GapCause>();
  for (const gap of gaps) {
    for (let time = Math.max(gap.from, start); time < Math.min(gap.until, until); time += step)
      causes.set(time, gap.cause);
  }
  const grid: number[] = [];
  for (let time = start; time < until; time += step) grid.push(time);
  return {
    series: titleOf(series),
    missing: grid
      .filter((time) => truth.has(time) && !rows.has(time))
      .map((openTime) => ({ openTime, cause: causes.get(openTime) ?? null })),
    invented: [...rows].filter(([time, row]) => truth.get(time) !== row).map(([time]) => time),
    unnamed: grid.filter((time) => !truth.has(time) && !rows.has(time) && !causes.has(time)),
    contradicted: grid.filter((time) => rows.has(time) && causes.has(time)),
  };
}

/** Whether the store is what the venue has, and the ledger names what neither has. */
export const isExact = ({ missing, invented, unnamed, contradicted }: Difference): boolean =>
  missing.length + invented.length + unnamed.length + contradicted.length === 0;

/** The differences of all series that have one. */
export async function differencesOf(
  simulation: Simulation,
  load: readonly Loaded[],
  from?: number,
): Promise<readonly Difference[]> {
  const all = await Promise.all(load.map((series) => differenceOf(simulation, series, from)));
  return all.filter((difference) => !isExact(difference));
}

import { onTestFinished } from 'vitest';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import { candleRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { IngestionStatus } from '../../../shared/domain/live.ts';
import type { SeriesId, SeriesKey } from '../../../shared/domain/series.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { candlesOf } from '../../helpers/emulatedEngine.ts';
import { openSimulation, type Simulation, type SimulationOptions } from '../../helpers/simulation.ts';

/** The moment most tests begin at: ten seconds into a minute, an hour and a day. */
export const START = Date.UTC(2026, 8, 15, 0, 0, 10);

export type LiveStage = Simulation &
  Readonly<{
    key(symbol: string, timeframe: Timeframe): SeriesKey;
    id(symbol: string, timeframe: Timeframe): SeriesId;
    status(symbol: string, timeframe: Timeframe): Promise<IngestionStatus>;
    stored(symbol: string, timeframe: Timeframe): Promise<CandleRow[]>;
    /** What the store must hold from the first stored candle to the last closed one. */
    truth(symbol: string, timeframe: Timeframe): Promise<CandleRow[]>;
  }>;

type StageOptions = SimulationOptions &
  Readonly<{ venue?: ExchangeId; symbols?: readonly string[]; timeframes: readonly Timeframe[] }>;

/** Starts a simulation with these series in the catalog and live. */
export async function setLiveStage(options: StageOptions): Promise<LiveStage> {
  const { venue = 'bitget', symbols = ['BTCUSDT'], timeframes, ...rest } = options;
  const simulation = await openSimulation({
    ...rest,
    exchange: { now: START, symbols, ...rest.exchange },
  });
  onTestFinished(simulation.close);
  const ids = new Map<string, SeriesId>();
  for (const symbol of symbols) {
    const { entry } = await simulation.during(
      simulation.engine.ask('catalog.add', {
        exchange: venue,
        symbol,
        timeframes: timeframes.map((timeframe) => ({ timeframe })),
      }),
    );
    for (const one of entry.series) ids.set(`${symbol} ${one.timeframe}`, one.id);
  }
  await simulation.during(simulation.engine.ask('live.set', { seriesIds: [...ids.values()], live: true }));
  const key = (symbol: string, timeframe: Timeframe): SeriesKey => ({ exchange: venue, symbol, timeframe });
  return Object.assign(Object.create(simulation) as Simulation, {
    key,
    id: (symbol: string, timeframe: Timeframe) => ids.get(`${symbol} ${timeframe}`)!,
    status: async (symbol: string, timeframe: Timeframe) => {
      const { series } = await simulation.engine.ask('live.state', {});
      return series.find((one) => one.seriesId === ids.get(`${symbol} ${timeframe}`))!;
    },
    stored: (symbol: string, timeframe: Timeframe) => candlesOf(simulation.engine, key(symbol, timeframe)),
    truth: async (symbol: string, timeframe: Timeframe) => {
      const [first] = await candlesOf(simulation.engine, key(symbol, timeframe));
      const from = first?.[0] ?? floorToGrid(timeframe, START) - durationOf(timeframe);
      return candleRows(
        simulation.exchange.truth(venue, symbol, timeframe, from, simulation.now() + durationOf(timeframe)),
      );
    },
  });
}

import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Instrument, InstrumentId, Market, MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { SeriesProblem } from '../../../shared/domain/problem.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { FeedError } from '../ports/feed.ts';
import type { NewInstrument } from '../ports/store.ts';
import { defaultDays } from '../quality/limits.ts';
import { completeInstrument, createMarketLookup, type MarketLookup } from './completeInstrument.ts';

export type WantedTimeframe = Readonly<{ timeframe: Timeframe; days?: number | undefined }>;

export type CatalogService = Readonly<{
  markets: MarketLookup;
  list(): Promise<CatalogEntry[]>;
  get(id: InstrumentId): Promise<CatalogEntry | null>;
  /** Adds a symbol the venue knows, or changes the timeframes of one that is already there. */
  add(
    exchange: ExchangeId,
    symbol: MarketSymbol,
    timeframes: readonly WantedTimeframe[],
    signal: AbortSignal,
  ): Promise<Result<CatalogEntry, FeedError>>;
  /** Fails with the first symbol that neither the catalog nor the venue knows, before anything is changed. */
  requireKnown(
    exchange: ExchangeId,
    symbols: readonly MarketSymbol[],
    signal: AbortSignal,
  ): Promise<Result<null, FeedError>>;
  /** Adds without asking the venue, as a catalog file does; `tracked` false only suggests the symbol. */
  put(
    instrument: NewInstrument,
    timeframes: readonly WantedTimeframe[],
    tracked: boolean,
  ): Promise<InstrumentId>;
  setTimeframes(id: InstrumentId, timeframes: readonly WantedTimeframe[]): Promise<CatalogEntry | null>;
  setActive(id: InstrumentId, isActive: boolean): Promise<CatalogEntry | null>;
  setSector(id: InstrumentId, sector: string): Promise<CatalogEntry | null>;
  /** Takes a symbol out; with its data, or leaving that behind as an inactive, untracked entry. */
  remove(id: InstrumentId, keepData: boolean): Promise<number | null>;
  /** Stops keeping one series; with its data, or leaving that behind untracked. Null when there is no such series. */
  removeSeries(id: SeriesId, keepData: boolean): Promise<number | null>;
  complete(instrument: Instrument, signal: AbortSignal): Promise<Result<Instrument, SeriesProblem>>;
}>;

const byTimeframe = (a: { timeframe: Timeframe }, b: { timeframe: Timeframe }): number =>
  TIMEFRAMES.indexOf(a.timeframe) - TIMEFRAMES.indexOf(b.timeframe);

/** A timeframe with the days of history it is kept for. */
type Kept = Readonly<{ timeframe: Timeframe; days: number }>;

const inWords = (timeframes: readonly Kept[]): string =>
  timeframes.map(({ timeframe, days }) => `${timeframe} ${days}d`).join(', ');

const nameOf = ({ exchange, symbol }: Pick<Market, 'exchange' | 'symbol'>): string => `${exchange} ${symbol}`;

/** The symbol catalog: futures contracts, the timeframes wanted of each, and an audit entry for every change. */
export function createCatalogService(context: EngineContext): CatalogService {
  const { store, clock, journal, publish } = context;
  const markets = createMarketLookup(context);

  const list = async (): Promise<CatalogEntry[]> => {
    const [instruments, series] = await Promise.all([store.read.instruments(), store.read.series()]);
    const ofInstrument = Map.groupBy(series, (one) => one.instrumentId);
    return instruments.map((instrument) => ({
      ...instrument,
      series: (ofInstrument.get(instrument.id) ?? []).toSorted(byTimeframe),
    }));
  };
  const get = async (id: InstrumentId): Promise<CatalogEntry | null> =>
    (await list()).find((entry) => entry.id === id) ?? null;

  const track = async (
    id: InstrumentId,
    timeframes: readonly WantedTimeframe[],
    tracked = true,
  ): Promise<Kept[]> => {
    const kept: Kept[] = [];
    for (const { timeframe, days: asked } of timeframes) {
      const days = asked ?? (await defaultDays(context, timeframe));
      kept.push({ timeframe, days });
      const seriesId = await store.write.trackSeries(id, timeframe, days);
      if (!tracked) await store.write.setSeriesTracked(seriesId, false);
    }
    return kept;
  };
  const changed = async (id: InstrumentId, action: string, detail?: string): Promise<CatalogEntry | null> => {
    const entry = await get(id);
    if (entry !== null) await journal.audit(action, nameOf(entry), detail);
    publish('catalog.changed', {});
    publish('coverage.changed', { seriesIds: entry?.series.map((one) => one.id) ?? [] });
    return entry;
  };

  return {
    markets,
    list,
    get,
    add: async (exchange, symbol, timeframes, signal) => {
      const known = (await list()).find((entry) => entry.exchange === exchange && entry.symbol === symbol);
      const market =
        known?.completed === true ? succeed(known) : await markets.find(exchange, symbol, signal);
      // A symbol from the catalog file may be backfilled later even if the venue cannot be reached to confirm it now.
      if (!market.ok && (known === undefined || !market.error.transient)) return market;
      const { unified, base, quote } = market.ok ? market.value : known!;
      const id = await store.write.addInstrument({ exchange, symbol, unified, base, quote }, clock.now());
      if (market.ok && !('id' in market.value)) {
        await store.write.completeInstrument(id, { ...market.value, listedAt: null }, clock.now());
      }
      const kept = await track(id, timeframes);
      const entry = await changed(id, 'catalog.add', inWords(kept));
      return entry === null ? fail(gone(exchange, symbol)) : succeed(entry);
    },
    requireKnown: async (exchange, symbols, signal) => {
      const known = new Set(
        (await list()).filter((entry) => entry.exchange === exchange).map((entry) => entry.symbol),
      );
      for (const symbol of symbols) {
        if (known.has(symbol)) continue;
        const market = await markets.find(exchange, symbol, signal);
        if (!market.ok) return market;
      }
      return succeed(null);
    },
    put: async (instrument, timeframes, tracked) => {
      const id = await store.write.addInstrument(instrument, clock.now());
      const kept = await track(id, timeframes, tracked);
      await changed(id, 'catalog.add', inWords(kept));
      return id;
    },
    setTimeframes: async (id, timeframes) => {
      const entry = await get(id);
      if (entry === null) return null;
      const wanted = new Set(timeframes.map(({ timeframe }) => timeframe));
      for (const one of entry.series)
        if (!wanted.has(one.timeframe)) await store.write.setSeriesTracked(one.id, false);
      const kept = await track(id, timeframes);
      return changed(id, 'catalog.timeframes', inWords(kept));
    },
    setActive: async (id, isActive) => {
      await store.write.setInstrumentActive(id, isActive, clock.now());
      return changed(id, isActive ? 'catalog.activate' : 'catalog.deactivate');
    },
    setSector: async (id, sector) => {
      await store.write.setSector(id, sector, clock.now());
      return changed(id, 'catalog.sector', sector);
    },
    remove: async (id, keepData) => {
      const entry = await get(id);
      if (entry === null) return null;
      if (keepData) {
        for (const one of entry.series) await store.write.setSeriesTracked(one.id, false);
        await store.write.setInstrumentActive(id, false, clock.now());
        await changed(id, 'catalog.remove', 'the data was kept');
        return 0;
      }
      let removed = 0;
      for (const one of entry.series) removed += await store.write.removeSeries(one.id);
      await store.write.removeInstrument(id);
      await journal.audit('catalog.remove', nameOf(entry), `${removed} candles deleted`);
      publish('catalog.changed', {});
      publish('coverage.changed', { seriesIds: entry.series.map((one) => one.id) });
      return removed;
    },
    removeSeries: async (id, keepData) => {
      const series = (await store.read.series()).find((one) => one.id === id);
      if (series === undefined) return null;
      if (keepData) await store.write.setSeriesTracked(id, false);
      const removed = keepData ? 0 : await store.write.removeSeries(id);
      await changed(
        series.instrumentId,
        'series.remove',
        `${series.timeframe}: ${keepData ? 'the data was kept' : `${removed} candles deleted`}`,
      );
      publish('coverage.changed', { seriesIds: [id] });
      return removed;
    },
    complete: (instrument, signal) => completeInstrument(context, markets, instrument, signal),
  };
}

const gone = (exchange: ExchangeId, symbol: MarketSymbol): FeedError => ({
  kind: 'unknown-symbol',
  transient: false,
  message: `${exchange} ${symbol} was removed while it was being added`,
});

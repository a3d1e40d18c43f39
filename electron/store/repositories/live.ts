import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { type IngestionMode, type IngestionStatus, liveUntil } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/** A series that is kept live: what a venue needs to know of it. */
export type LiveSeriesRow = Readonly<{
  id: SeriesId;
  exchange: ExchangeId;
  symbol: MarketSymbol;
  timeframe: Timeframe;
  unified: string;
  /** What the trader chose for it; null follows the mode of all. */
  wanted: IngestionMode | null;
  /** When the symbol leaves the venue, where that is known. */
  delistedAt: EpochMs | null;
}>;

/** A change of how series are kept live; what is absent stays. */
export type LiveChange = Readonly<{ live?: boolean; mode?: IngestionMode | null }>;

/** Reads which series are kept live, and what became of that. */
export function createLiveReader({ prepare }: Statements) {
  const live = prepare<[], LiveSeriesRow>(
    'live.series',
    `SELECT s.id, i.exchange, i.symbol, s.timeframe, i.unified, s.live_mode AS wanted,
            i.delisted_at AS delistedAt
       FROM series s JOIN instrument i ON i.id = s.instrument_id
      WHERE s.live = 1 AND s.tracked = 1 AND i.is_active = 1
      ORDER BY i.exchange, i.symbol, s.id`,
  );
  const statuses = prepare<[], IngestionStatus>(
    'live.statuses',
    `SELECT i.exchange, i.symbol, s.timeframe, s.id AS seriesId, t.state, s.live_mode AS wanted, t.source,
            t.last_candle AS lastCandle, t.last_message_at AS lastMessageAt, t.latency_ms AS latencyMs,
            t.reconnects, t.errors, t.last_error AS lastError, t.updated_at AS updatedAt
       FROM ingestion_status t JOIN series s ON s.id = t.series_id JOIN instrument i ON i.id = s.instrument_id
      WHERE s.live = 1
      ORDER BY i.exchange, i.symbol, s.id`,
  );
  return {
    /**
     * Series that are to be kept live, of symbols that are active and listed at `now`, or have only just left: Binance
     * goes on sending flat candles of a contract that nobody can trade any more (facts/exchanges.md, section 8).
     */
    series: (now: EpochMs): LiveSeriesRow[] =>
      live.all().filter(({ timeframe, delistedAt }) => liveUntil(timeframe, delistedAt) > now),
    /** The last word on each of them, as it was kept. */
    statuses: (): IngestionStatus[] => statuses.all(),
  };
}

export function createLiveWriter(db: WritableDb, { prepare }: Statements) {
  const setLive = prepare<[0 | 1, SeriesId], never>('live.set', 'UPDATE series SET live = ? WHERE id = ?');
  const setMode = prepare<[IngestionMode | null, SeriesId], never>(
    'live.mode',
    'UPDATE series SET live_mode = ? WHERE id = ?',
  );
  // Out of the series table: a status on its way must not bring a removed series back as a row nobody owns.
  const save = prepare<[Record<string, unknown>], never>(
    'live.save',
    `INSERT INTO ingestion_status (series_id, state, source, last_candle, last_message_at, latency_ms, reconnects,
                                   errors, last_error, updated_at)
     SELECT id, @state, @source, @lastCandle, @lastMessageAt, @latencyMs, @reconnects, @errors, @lastError, @updatedAt
       FROM series WHERE id = @seriesId
     ON CONFLICT DO UPDATE SET state = excluded.state, source = excluded.source, last_candle = excluded.last_candle,
       last_message_at = excluded.last_message_at, latency_ms = excluded.latency_ms,
       reconnects = excluded.reconnects, errors = excluded.errors, last_error = excluded.last_error,
       updated_at = excluded.updated_at`,
  );
  const change = db.transaction((ids: readonly SeriesId[], { live, mode }: LiveChange): void => {
    for (const id of ids) {
      if (live !== undefined) setLive.run(live ? 1 : 0, id);
      if (mode !== undefined) setMode.run(mode, id);
    }
  });
  const saveAll = db.transaction((statuses: readonly IngestionStatus[]): void => {
    for (const {
      exchange: _e,
      symbol: _s,
      timeframe: _t,
      wanted: _w,
      latencyMs,
      lastError,
      ...row
    } of statuses) {
      // Other programs read it: a sentence, and not its code.
      save.run({
        ...row,
        lastError: englishOf(lastError),
        latencyMs: latencyMs === null ? null : Math.round(latencyMs),
      });
    }
  });
  return {
    /** Turns series live or off, or changes how. */
    set: (ids: readonly SeriesId[], what: LiveChange): void => change.immediate(ids, what),
    /** Keeps what became of some live series; those that are gone are passed over. */
    save: (statuses: readonly IngestionStatus[]): void => saveAll.immediate(statuses),
  };
}

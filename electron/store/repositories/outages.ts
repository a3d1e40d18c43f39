import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/** A stretch the venue answered for without candles; [from, until) in open times. */
export type EmptyGap = Interval &
  Readonly<{ id: number; seriesId: SeriesId; isOutage: boolean; alsoMissing: readonly MarketSymbol[] }>;

/** All that is needed to tell outages: every series' ledger of one venue, and where it is empty. */
export type VenueSilence = Readonly<{
  ledgers: readonly Readonly<{ seriesId: SeriesId; symbol: MarketSymbol; from: EpochMs; until: EpochMs }>[];
  gaps: readonly EmptyGap[];
}>;

/** Another cause for a gap that still is as it was read: an outage with those symbols, or none without any. */
export type OutageChange = Pick<EmptyGap, 'id' | 'from' | 'until' | 'alsoMissing'>;

export function createOutageReader({ prepare, db }: Statements) {
  const ledgers = prepare<[ExchangeId], VenueSilence['ledgers'][number]>(
    'outage.ledgers',
    `SELECT s.id AS seriesId, i.symbol, s.ledger_from AS "from", s.ledger_until AS until
       FROM series s JOIN instrument i ON i.id = s.instrument_id
      WHERE i.exchange = ? AND s.ledger_from IS NOT NULL`,
  );
  const gaps = prepare<
    [SeriesId],
    Readonly<{ id: number; from: number; until: number; cause: string; also: string }>
  >(
    'outage.gaps',
    `SELECT id, from_time AS "from", until_time AS until, cause, also_missing AS also FROM gap
      WHERE series_id = ? AND cause IN ('exchange-empty', 'outage') ORDER BY from_time`,
  );
  const mark = prepare<[SeriesId], string>(
    'outage.mark',
    `SELECT count(*) || ' ' || coalesce(max(updated_at), 0) || ' ' || coalesce(sum(until_time - from_time), 0)
       FROM gap WHERE series_id = ? AND cause IN ('exchange-empty', 'outage')`,
    'value',
  );
  // One read transaction: a ledger that grew between the two questions would turn witnesses around.
  const silence = db.transaction((exchange: ExchangeId): VenueSilence => {
    const known = ledgers.all(exchange);
    return {
      ledgers: known,
      gaps: known.flatMap(({ seriesId }) =>
        gaps.all(seriesId).map(({ id, from, until, cause, also }) => ({
          id,
          seriesId,
          from,
          until,
          isOutage: cause === 'outage',
          alsoMissing: JSON.parse(also) as MarketSymbol[],
        })),
      ),
    };
  });
  return {
    silence: (exchange: ExchangeId): VenueSilence => silence(exchange),
    /** A text that is another one as soon as a ledger or an empty gap of the venue is. */
    mark: (exchange: ExchangeId): string =>
      ledgers
        .all(exchange)
        .map(({ seriesId, from, until }) => `${seriesId} ${from} ${until} ${mark.get(seriesId)}`)
        .join('\n'),
  };
}

export function createOutageWriter(db: WritableDb, { prepare }: Statements) {
  const change = prepare<[string, string, number, number, number], never>(
    'outage.change',
    `UPDATE gap SET cause = ?, also_missing = ?
      WHERE id = ? AND from_time = ? AND until_time = ? AND cause IN ('exchange-empty', 'outage')`,
  );
  const apply = db.transaction((changes: readonly OutageChange[]): number => {
    let changed = 0;
    for (const { id, from, until, alsoMissing } of changes) {
      const cause = alsoMissing.length > 0 ? 'outage' : 'exchange-empty';
      changed += change.run(cause, JSON.stringify(alsoMissing), id, from, until).changes;
    }
    return changed;
  });
  return { apply: (changes: readonly OutageChange[]): number => apply.immediate(changes) };
}

import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Instrument, InstrumentId, Market, MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statements } from '../statements.ts';

type InstrumentRow = Readonly<{
  id: InstrumentId;
  exchange: ExchangeId;
  symbol: MarketSymbol;
  unified: string;
  base: string;
  quote: string;
  tick_size: number | null;
  step_size: number | null;
  min_qty: number | null;
  contract_size: number | null;
  leverage_min: number | null;
  leverage_max: number | null;
  listed_at: number | null;
  delisted_at: number | null;
  is_active: 0 | 1;
  completed: 0 | 1;
  sector: string | null;
}>;

const toInstrument = (row: InstrumentRow): Instrument => ({
  id: row.id,
  exchange: row.exchange,
  symbol: row.symbol,
  unified: row.unified,
  base: row.base,
  quote: row.quote,
  tickSize: row.tick_size,
  stepSize: row.step_size,
  minQty: row.min_qty,
  contractSize: row.contract_size,
  leverageMin: row.leverage_min,
  leverageMax: row.leverage_max,
  listedAt: row.listed_at,
  delistedAt: row.delisted_at,
  isActive: row.is_active === 1,
  completed: row.completed === 1,
  ...(row.sector === null ? {} : { sector: row.sector }),
});

export function createInstrumentReader({ prepare }: Statements) {
  const all = prepare<[], InstrumentRow>(
    'instrument.all',
    'SELECT * FROM instrument ORDER BY exchange, symbol',
  );
  const one = prepare<[InstrumentId], InstrumentRow>(
    'instrument.get',
    'SELECT * FROM instrument WHERE id = ?',
  );
  return {
    list: (): Instrument[] => all.all().map(toInstrument),
    get(id: InstrumentId): Instrument | null {
      const row = one.get(id);
      return row === undefined ? null : toInstrument(row);
    },
  };
}

export type NewInstrument = Pick<Market, 'exchange' | 'symbol' | 'unified' | 'base' | 'quote'>;

export function createInstrumentWriter({ prepare }: Statements) {
  const add = prepare<[Record<string, unknown>], InstrumentId>(
    'instrument.add',
    `INSERT INTO instrument (exchange, symbol, unified, base, quote, created_at, updated_at)
     VALUES (@exchange, @symbol, @unified, @base, @quote, @now, @now)
     ON CONFLICT (exchange, symbol) DO UPDATE SET is_active = 1, updated_at = excluded.updated_at RETURNING id`,
    'value',
  );
  const complete = prepare<[Record<string, unknown>], never>(
    'instrument.complete',
    `UPDATE instrument
        SET unified = @unified, base = @base, quote = @quote, completed = 1, updated_at = @now,
            tick_size = coalesce(@tickSize, tick_size), step_size = coalesce(@stepSize, step_size),
            min_qty = coalesce(@minQty, min_qty), contract_size = coalesce(@contractSize, contract_size),
            leverage_min = coalesce(@leverageMin, leverage_min), leverage_max = coalesce(@leverageMax, leverage_max),
            listed_at = coalesce(@listedAt, listed_at), delisted_at = @delistedAt
      WHERE id = @id`,
  );
  const setActive = prepare<[0 | 1, EpochMs, InstrumentId], never>(
    'instrument.setActive',
    'UPDATE instrument SET is_active = ?, updated_at = ? WHERE id = ?',
  );
  const setListing = prepare<[EpochMs, EpochMs, InstrumentId], never>(
    'instrument.setListing',
    'UPDATE instrument SET listed_at = ?, updated_at = ? WHERE id = ?',
  );
  const setSector = prepare<[string | null, EpochMs, InstrumentId], never>(
    'instrument.setSector',
    'UPDATE instrument SET sector = ?, updated_at = ? WHERE id = ?',
  );
  const remove = prepare<[InstrumentId], never>('instrument.remove', 'DELETE FROM instrument WHERE id = ?');
  return {
    add: (instrument: NewInstrument, now: EpochMs): InstrumentId => add.get({ ...instrument, now })!,
    /** Merges what the venue says; what it does not say keeps the value it had. */
    complete: (id: InstrumentId, market: Market, now: EpochMs): void => {
      const { exchange: _exchange, symbol: _symbol, active: _active, ...said } = market;
      complete.run({ ...said, id, now });
    },
    setActive: (id: InstrumentId, active: boolean, now: EpochMs): void => {
      setActive.run(active ? 1 : 0, now, id);
    },
    setListing: (id: InstrumentId, listedAt: EpochMs, now: EpochMs): void => {
      setListing.run(listedAt, now, id);
    },
    setSector: (id: InstrumentId, sector: string | null, now: EpochMs): void => {
      setSector.run(sector, now, id);
    },
    remove: (id: InstrumentId): void => {
      remove.run(id);
    },
  };
}

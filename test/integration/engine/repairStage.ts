import { onTestFinished } from 'vitest';
import { type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { type ExchangeOptions, startExchange } from '../../exchange/index.ts';
import { startEmulatedEngine } from '../../helpers/emulatedEngine.ts';

export const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);
export const RANGE = { from: Date.UTC(2026, 2, 1), until: Date.UTC(2026, 2, 4, 12) };
export const HOLE = { from: RANGE.from + 10 * HOUR, until: RANGE.from + 14 * HOUR };
export const KEY = { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1h' } as const;
export const WANTED = { exchange: 'bitget' as const, symbols: ['BTCUSDT'], timeframes: ['1h' as const] };

/** An engine in the time of an emulator that stands at NOW unless something waits. */
export async function setUp(options: ExchangeOptions = {}) {
  const exchange = await startExchange({
    symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
    now: NOW,
    speed: 0,
    ...options,
  });
  onTestFinished(() => exchange.close());
  const engine = await startEmulatedEngine(exchange);
  const seriesId = async () => (await engine.store.read.series())[0]!.id;
  const truth = (): CandleRow[] =>
    candleRows(exchange.truth('bitget', 'BTCUSDT', '1h', RANGE.from, RANGE.until));
  const soundness = async () => {
    const all = await engine.store.read.series();
    return (await Promise.all(all.map((one) => engine.store.read.deepCheck(one)))).flatMap(
      ({ problems }) => problems,
    );
  };
  return { exchange, engine, seriesId, truth, soundness };
}

import { z } from 'zod';

export const EXCHANGES = ['bitget', 'binance'] as const;
/** Bitget v2 USDT futures and Binance USD-M futures. */
export const ExchangeId = z.enum(EXCHANGES);
export type ExchangeId = z.infer<typeof ExchangeId>;
export const DEFAULT_EXCHANGE: ExchangeId = 'bitget';

/** Binance alone publishes its candles as files (data.binance.vision). */
export const hasArchive = (exchange: ExchangeId): boolean => exchange === 'binance';

import type { ExchangeId } from '../../../shared/domain/exchange.ts';

const NAMES: Readonly<Record<ExchangeId, string>> = { bitget: 'Bitget', binance: 'Binance' };

/** Returns an exchange as a person writes it. */
export const exchangeName = (exchange: ExchangeId): string => NAMES[exchange];

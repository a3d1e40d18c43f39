import { type CandleColumns, type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { ListingChange } from '../emulator.ts';
import type { FaultInput } from '../faults/schema.ts';
import type { RequestEntry, RequestFilter } from '../http/requestLog.ts';
import type { Settings } from '../settings.ts';

/** Virtual time in milliseconds UTC, and virtual seconds per real one. */
type ClockState = Readonly<{ now: number; speed: number }>;

/** The emulator as a test in another process sees it; see `EmulatorControls` for what the calls mean. */
export interface ExchangeClient {
  addFaults(faults: FaultInput | readonly FaultInput[]): Promise<string[]>;
  removeFault(id: string): Promise<boolean>;
  clearFaults(): Promise<void>;
  clock(): Promise<ClockState>;
  setClock(change: { advance?: number; to?: number; speed?: number }): Promise<ClockState>;
  requests(filter?: RequestFilter): Promise<RequestEntry[]>;
  clearRequests(): Promise<void>;
  truth(
    venue: ExchangeId,
    symbol: string,
    timeframe: Timeframe,
    from: number,
    until: number,
  ): Promise<CandleColumns>;
  setSettings(change: Partial<Settings>): Promise<Settings>;
  setListing(symbol: string, change: ListingChange): Promise<void>;
  sockets(): Promise<{ venue: ExchangeId; streams: string[] }[]>;
  closeSockets(code: number, venue?: ExchangeId): Promise<void>;
}

const queryOf = (values: Readonly<Record<string, string | number | undefined>>): string =>
  new URLSearchParams(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();

/** Talks to the admin paths of the emulator at `url`, `http://127.0.0.1:PORT`. */
export function connectExchange(url: string): ExchangeClient {
  async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${url}/__admin/${path}`, { method, ...content });
    const value: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value as T;
  }

  return {
    addFaults: (faults) => ask('POST', 'faults', faults),
    removeFault: (id) => ask('DELETE', `faults?${queryOf({ id })}`),
    clearFaults: () => ask('DELETE', 'faults'),
    clock: () => ask('GET', 'clock'),
    setClock: (change) => ask('POST', 'clock', change),
    requests: (filter = {}) => ask('GET', `requests?${queryOf(filter)}`),
    clearRequests: () => ask('DELETE', 'requests'),
    truth: async (venue, symbol, timeframe, from, until) =>
      candlesFromRows(
        await ask<CandleRow[]>('GET', `truth?${queryOf({ venue, symbol, timeframe, from, until })}`),
      ),
    setSettings: (change) => ask('POST', 'settings', change),
    setListing: (symbol, change) => ask('POST', 'listings', { symbol, ...change }),
    sockets: () => ask('GET', 'sockets'),
    closeSockets: (code, venue) => ask('DELETE', `sockets?${queryOf({ code, venue })}`),
  };
}

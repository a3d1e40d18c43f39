import type { ExchangeId } from '../../shared/domain/exchange.ts';
import type { VirtualClock } from './clock.ts';
import type { FaultBook } from './faults/book.ts';
import type { FaultInput } from './faults/schema.ts';
import type { RequestLog } from './http/requestLog.ts';
import type { MarketOptions } from './market/initial.ts';
import type { Market } from './market/market.ts';
import type { Settings } from './settings.ts';

export type ExchangeOptions = MarketOptions &
  Partial<Settings> &
  Readonly<{
    /** Loopback port; 0 or absent takes a free one. */
    port?: number;
    /** Virtual time at the start, milliseconds UTC; the PC's time unless given. */
    now?: number;
    /** Virtual seconds per real second; 1 unless given, 0 stands still. */
    speed?: number;
    faults?: readonly FaultInput[];
    /** Real milliseconds between pushes on WebSockets; 500 as Bitget documents it unless given. */
    pushIntervalMs?: number;
  }>;

/** Times in milliseconds UTC; null ends a delisting. */
export type ListingChange = Readonly<{ listedAt?: number; delistedAt?: number | null }>;

/** What a test can do with a running emulator; everything here is on the admin paths too. */
export interface EmulatorControls {
  readonly clock: VirtualClock;
  /** May be written to while the emulator runs. */
  readonly settings: Settings;
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly market: Market;
  /** What a perfect downloader must end up with: see `Market.truth`. */
  readonly truth: Market['truth'];
  /** Moves a symbol's listing or delisting; a symbol not seen before is made up. */
  setListing(symbol: string, change: ListingChange): void;
  /** Connected WebSockets and the streams each has subscribed to. */
  sockets(): { venue: ExchangeId; streams: string[] }[];
  /** Closes the WebSockets of a venue, or all, with `code`; 1006 cuts them without a close frame. */
  closeSockets(code: number, venue?: ExchangeId): void;
  /** Sends every WebSocket what is new now instead of at the next interval. */
  push(): void;
}

export interface ExchangeEmulator extends EmulatorControls {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, for both venues and Binance's archive. */
  readonly url: string;
  /** `ws://127.0.0.1:PORT`. */
  readonly wsUrl: string;
  /** Resolves when every WebSocket client has read what it was sent before. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

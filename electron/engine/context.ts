import type { EventPayloads } from '../../shared/contract/events.ts';
import type { ExchangeId } from '../../shared/domain/exchange.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Timing } from '../platform/timing.ts';
import type { Journal } from './journal.ts';
import type { MarketFeeds } from './ports/feed.ts';
import type { StoreClient } from './ports/store.ts';

/** Exchange time, known even before a feed has been loaded (from the last offset that was measured). */
export type ExchangeClock = Readonly<{
  now(exchange: ExchangeId): EpochMs;
  /** Measures the offset; never fails, an unreachable venue keeps the last one. */
  sync(exchange: ExchangeId, signal: AbortSignal): Promise<void>;
}>;

/** Tells the window what changed; pushes of one kind are gathered for a tenth of a second. */
export type Publish = <E extends keyof EventPayloads>(event: E, payload: EventPayloads[E]) => void;

/** What every part of the engine may use. */
export type EngineContext = Readonly<{
  store: StoreClient;
  feeds: MarketFeeds;
  clock: Clock;
  timing: Timing;
  exchangeClock: ExchangeClock;
  log: Log;
  journal: Journal;
  publish: Publish;
}>;

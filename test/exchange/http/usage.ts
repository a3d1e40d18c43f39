import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { Route } from './route.ts';

/** Documented limits: Bitget 20 requests per second and endpoint, Binance 2,400 weight per minute. */
const BITGET_PER_SECOND = 20;
const BINANCE_PER_MINUTE = 2_400;

export type Usage = Readonly<{ used: number; isOver: boolean; retryAfterSec: number }>;

/**
 * Counts what the client has used of the venues' rate limits, in real time: a limit protects the venue's machines,
 * which virtual time does not speed up. Returns the count with this request in it.
 */
export function createUsageCounter(now: () => number = Date.now): (route: Route, weight: number) => Usage {
  const counts = new Map<string, { window: number; used: number }>();

  function count(key: string, length: number, weight: number): { used: number; left: number } {
    const time = now();
    const window = Math.floor(time / length);
    const known = counts.get(key);
    const used = (known?.window === window ? known.used : 0) + weight;
    counts.set(key, { window, used });
    return { used, left: Math.ceil(((window + 1) * length - time) / SECOND) };
  }

  return (route, weight) => {
    const isBitget = route.venue === 'bitget';
    const { used, left } = isBitget ? count(route.name, SECOND, 1) : count('binance', MINUTE, weight);
    return { used, isOver: used > (isBitget ? BITGET_PER_SECOND : BINANCE_PER_MINUTE), retryAfterSec: left };
  };
}

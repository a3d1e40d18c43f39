import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Params } from './route.ts';

export type RequestEntry = Readonly<{
  /** Virtual time of arrival, milliseconds UTC. */
  at: number;
  venue: ExchangeId;
  /** `bitget.candles`, or `bitget.ws` with what was asked in `params.op`. */
  route: string;
  params: Params;
  /** HTTP status; 0 when no answer was given (hang, reset). */
  status: number;
  weight: number;
  /** Rows in the answer, null when it had none to count. */
  rows: number | null;
  /** Kind of the fault that struck. */
  fault: string | null;
}>;

export type RequestFilter = Readonly<{
  venue?: ExchangeId;
  route?: string;
  symbol?: string;
  fault?: string;
  since?: number;
}>;

export interface RequestLog {
  add(entry: RequestEntry): void;
  /** Returns the entries that match, oldest first. */
  query(filter?: RequestFilter): RequestEntry[];
  clear(): void;
  /** Resolves with the next entry that `accepts`, from now on. */
  next(accepts: (entry: RequestEntry) => boolean): Promise<RequestEntry>;
}

/** A demo left running for days must not eat the PC's memory. */
const KEPT = 100_000;

const symbolOf = (params: Params): string | undefined => params.symbol ?? params.instId;

const matches = (entry: RequestEntry, { venue, route, symbol, fault, since }: RequestFilter): boolean =>
  (venue === undefined || entry.venue === venue) &&
  (route === undefined || entry.route === route) &&
  (symbol === undefined || symbolOf(entry.params) === symbol) &&
  (fault === undefined || entry.fault === fault) &&
  (since === undefined || entry.at >= since);

export function createRequestLog(): RequestLog {
  let entries: RequestEntry[] = [];
  const waiting = new Set<(entry: RequestEntry) => void>();
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > KEPT * 1.1) entries = entries.slice(-KEPT);
      for (const wake of waiting) wake(entry);
    },
    query: (filter = {}) => entries.filter((entry) => matches(entry, filter)),
    clear() {
      entries = [];
    },
    next: (accepts) =>
      new Promise((resolve) => {
        const wake = (entry: RequestEntry): void => {
          if (!accepts(entry)) return;
          waiting.delete(wake);
          resolve(entry);
        };
        waiting.add(wake);
      }),
  };
}

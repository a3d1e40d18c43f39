import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';

/** What a venue answers before faults are applied; `body` is sent as JSON, or as it is where its `type` is told. */
export type Answer = Readonly<{ status: number; body: unknown }> | FileAnswer;
export type FileAnswer = Readonly<{ status: number; body: string | Buffer; type: string }>;

export type Params = Readonly<Record<string, string>>;

/** One endpoint of a venue. */
export type Route = Readonly<{
  /** As faults and the request log name it: `bitget.history-candles`. */
  name: string;
  venue: ExchangeId;
  path: string;
  /** For paths that name what they hold: its named groups are the parameters. */
  pattern?: RegExp;
  /** Request weight as the venue counts it. */
  weight: (params: Params) => number;
  /** The timeframe asked for, so that faults can single it out. */
  timeframe?: (params: Params) => Timeframe | undefined;
  answer: (params: Params) => Answer;
}>;

/** Reads a whole number of milliseconds or rows; undefined when it is absent, null when it is none. */
export function integer(params: Params, name: string): number | undefined | null {
  const text = params[name];
  if (text === undefined || text === '') return undefined;
  return /^\d{1,16}$/.test(text) ? Number(text) : null;
}

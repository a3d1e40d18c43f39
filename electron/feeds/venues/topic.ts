import type { Timeframe } from '../../../shared/domain/timeframe.ts';

/** What one stream is about; a timeframe for candles. */
export type StreamTopic = Readonly<{ unified: string; timeframe: Timeframe | null }>;

/** The timeframe of a stream of candles; throws for one of anything else, which is a bug of this room. */
export function frameOf({ timeframe }: StreamTopic): Timeframe {
  if (timeframe === null) throw new RangeError('a candle stream without a timeframe');
  return timeframe;
}

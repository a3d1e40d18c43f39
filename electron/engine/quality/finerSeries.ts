import type { Series } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';

/** Returns the series of the same contract whose candles `of` could be made of, the finest of them first. */
export const finerSeries = <S extends Pick<Series, 'instrumentId' | 'timeframe'>>(
  of: S,
  all: readonly S[],
): S[] =>
  all
    .filter(
      (one) =>
        one.instrumentId === of.instrumentId &&
        durationOf(one.timeframe) < durationOf(of.timeframe) &&
        durationOf(of.timeframe) % durationOf(one.timeframe) === 0,
    )
    .toSorted((a, b) => durationOf(a.timeframe) - durationOf(b.timeframe));

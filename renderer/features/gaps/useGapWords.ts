import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap } from '../../../shared/domain/gap.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';

/** More symbols than this are a number, not a list. */
const NAMED_SYMBOLS = 8;

/** A gap told as a story. */
export type GapStory = Readonly<{
  /** How much is missing, from when to when. */
  summary: string;
  /** Why, what was tried, and what becomes of it. */
  why: string;
  /** Other symbols that lack the same time; null when none does. */
  others: string | null;
  /** The record it rests on; null where nobody has asked. */
  record: string | null;
}>;

/** Returns the function that tells gaps. */
export function useGapWords(): (gap: Gap) => GapStory {
  const { t } = useTranslation();
  const { time, duration, count } = useFormat();
  return useCallback(
    (gap) => {
      const isConfirmed = `${gap.cause} ${gap.state}` === 'exchange-empty confirmed-empty';
      const why = [
        t(`gaps.story.${isConfirmed ? 'confirmed' : gap.cause}`),
        gap.attempts > 0 && t('gaps.tried', { count: gap.attempts }),
        gap.nextRetryAt !== null && t('gaps.nextAt', { time: time(gap.nextRetryAt) }),
      ];
      const named = gap.alsoMissing.slice(0, NAMED_SYMBOLS).join(', ');
      const rest = gap.alsoMissing.length - NAMED_SYMBOLS;
      return {
        summary: t('gaps.summary', {
          count: gap.missing,
          length: duration(gap.missing * durationOf(gap.timeframe)),
          from: time(gap.from),
          to: time(gap.to),
        }),
        why: why.filter(Boolean).join(' '),
        others:
          gap.alsoMissing.length === 0
            ? null
            : t('gaps.alsoMissing', { symbols: rest > 0 ? `${named} +${count(rest)}` : named }),
        record: gap.evidence === null ? null : t('gaps.record', { evidence: gap.evidence }),
      };
    },
    [t, time, duration, count],
  );
}

import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { countByStatus, summarize } from './facts.ts';

type Props = Readonly<{
  series: readonly SeriesCoverage[];
  /** Whether these are the chosen ones and not all that are shown. */
  isSelection: boolean;
}>;

const ORDER = ['missing', 'incomplete', 'stale', 'ok'] as const;

/** What the chosen series, else all that are shown, amount to together. */
export function TotalsLine({ series, isSelection }: Props) {
  const { t } = useTranslation();
  const { count, percent } = useFormat();
  const { candles, expected, coverage, gaps, missing } = summarize(series);
  const counts = countByStatus(series);
  return (
    <p className="ck-totals">
      <strong>
        {isSelection
          ? t('series.chosen', { count: series.length })
          : t('series.count', { count: series.length })}
      </strong>
      {ORDER.filter((status) => counts.has(status)).map((status) => (
        <span key={status} className="ck-badge">
          {count(counts.get(status) ?? 0)} <StatusBadge status={status} />
        </span>
      ))}
      <span>{t('series.totalCandles', { candles: count(candles), expected: count(expected) })}</span>
      <span>{percent(coverage)}</span>
      <span>{t('series.totalGaps', { count: gaps })}</span>
      <span>{t('series.totalMissing', { count: missing })}</span>
    </p>
  );
}

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CoverageBar } from './CoverageBar.tsx';

type Props = Readonly<{
  series: SeriesCoverage;
  rowIndex: number;
  isSelected: boolean;
  /** The one row of the table that Tab stops at; the arrow keys move on from there. */
  isTabStop: boolean;
  onSelect(series: SeriesCoverage): void;
}>;

/** Answers for one series: is it good, how much, since when, what is missing. */
export const SeriesRow = memo(function SeriesRow({
  series,
  rowIndex,
  isSelected,
  isTabStop,
  onSelect,
}: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { status, coverage, candles, expected, first, last, gaps, missing, timeframe } = series;
  // What nobody has asked for yet has no gaps: it has no ledger.
  const isAsked = series.ledgerFrom !== null;
  const isConfirmed = missing === series.confirmedEmpty;
  const select = (): void => onSelect(series);
  return (
    // The button in the first cell is the way in for the keyboard; the rest of the row is only a wider target.
    <tr aria-rowindex={rowIndex} aria-selected={isSelected} onClick={select}>
      <th scope="row">
        <button
          type="button"
          className="ck-open"
          data-row={rowIndex}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('series.open', { name: seriesName(series) })}
        >
          {timeframe}
        </button>
      </th>
      <td>
        <StatusBadge status={status} />
      </td>
      <td className="ck-number">
        <CoverageBar fraction={coverage} />
      </td>
      <td className="ck-number">{count(candles)}</td>
      <td className="ck-number">{count(expected)}</td>
      <td className="ck-number">{first === null ? '–' : time(first)}</td>
      <td className="ck-number">{last === null ? '–' : time(last)}</td>
      <td className="ck-number">
        <Age since={last === null ? null : last + durationOf(timeframe)} />
      </td>
      <td className="ck-number">{isAsked ? count(gaps) : '–'}</td>
      <td className={isConfirmed ? 'ck-number ck-dim' : 'ck-number'}>{count(missing)}</td>
    </tr>
  );
});

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { LiveMark } from '../live/LiveMark.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import type { Column } from './columns.ts';
import { FactCell } from './FactCell.tsx';
import { factsOf } from './facts.ts';
import { NextStepCell } from './NextStepCell.tsx';
import { RowCheck } from './RowCheck.tsx';

type Props = Readonly<{
  series: SeriesCoverage;
  columns: readonly Column[];
  rowIndex: number;
  /** Under the head of its symbol a series needs only its timeframe for a name. */
  isGrouped: boolean;
  /** The details panel is about this one. */
  isShown: boolean;
  isChosen: boolean;
  /** The one row of the table that Tab stops at; the arrow keys move on from there. */
  isTabStop: boolean;
  live: LiveStore;
  /** A job is downloading it, or will. */
  isBusy: boolean;
}>;

/** Answers for one series: is it good, how much, since when, what now. */
export const SeriesRow = memo(function SeriesRow(props: Props) {
  const { series, columns, rowIndex, isGrouped, isShown, isChosen, isTabStop, isBusy, live } = props;
  const { t } = useTranslation();
  const name = seriesName(series);
  const facts = factsOf(series);
  return (
    <tr
      aria-rowindex={rowIndex}
      aria-selected={isChosen}
      aria-current={isShown ? 'true' : undefined}
      className={series.tracked || series.aside === true ? undefined : 'ck-removed-row'}
    >
      {columns.map((column) => {
        if (column === 'name')
          return (
            <th key={column} scope="row">
              <RowCheck label={t('series.choose', { name })} checked={isChosen} />
              <button
                type="button"
                className="ck-open"
                data-row={rowIndex}
                tabIndex={isTabStop ? 0 : -1}
                aria-label={t('series.open', { name })}
              >
                {isGrouped ? series.timeframe : `${series.symbol} ${series.timeframe}`}
              </button>
              <LiveMark store={live} series={series} />
              {!isGrouped && <span className="ck-dim">{t(`exchange.${series.exchange}`)}</span>}
            </th>
          );
        if (column === 'now') return <NextStepCell key={column} series={series} isBusy={isBusy} />;
        return <FactCell key={column} column={column} facts={facts} isAsked={series.ledgerFrom !== null} />;
      })}
    </tr>
  );
});

import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CoverageBar } from './CoverageBar.tsx';
import { type Row, summarize } from './rows.ts';

type Props = Readonly<{
  row: Extract<Row, { kind: 'symbol' }>;
  rowIndex: number;
  isFolded: boolean;
  isTabStop: boolean;
  onToggle(key: string): void;
}>;

/** The head of a symbol: what its timeframes amount to together, and the fold that hides them. */
export const SymbolRow = memo(function SymbolRow({ row, rowIndex, isFolded, isTabStop, onToggle }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { status, candles, expected, coverage, gaps, missing } = summarize(row.series);
  const exchange = t(`exchange.${row.exchange}`);
  return (
    // The button in the first cell is the way in for the keyboard; the rest of the row is only a wider target.
    <tr className="ck-symbol-row" aria-rowindex={rowIndex} onClick={() => onToggle(row.key)}>
      <th scope="row">
        <button
          type="button"
          className="ck-fold"
          data-row={rowIndex}
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={!isFolded}
          aria-label={t('series.fold', { name: `${exchange} ${row.symbol}` })}
        >
          <Icon name="chevron" />
        </button>
        {row.symbol} <span className="ck-dim">{exchange}</span>
      </th>
      <td>
        <StatusBadge status={status} />
      </td>
      <td className="ck-number">
        <CoverageBar fraction={coverage} />
      </td>
      <td className="ck-number">{count(candles)}</td>
      <td className="ck-number">{count(expected)}</td>
      <td colSpan={3} className="ck-dim ck-number">
        {t('series.count', { count: row.series.length })}
      </td>
      <td className="ck-number">{count(gaps)}</td>
      <td className="ck-number">{count(missing)}</td>
    </tr>
  );
});

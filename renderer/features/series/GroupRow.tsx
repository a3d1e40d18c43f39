import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import type { Column } from './columns.ts';
import { FactCell } from './FactCell.tsx';
import { RowCheck } from './RowCheck.tsx';
import type { GroupRowData } from './rows.ts';

type Props = Readonly<{
  row: GroupRowData;
  columns: readonly Column[];
  rowIndex: number;
  isFolded: boolean;
  isTabStop: boolean;
  /** How many of the series below are chosen. */
  chosen: number;
}>;

/** The head of an exchange or a symbol: what all below it amounts to, and the fold that hides that. */
export const GroupRow = memo(function GroupRow(props: Props) {
  const { row, columns, rowIndex, isFolded, isTabStop, chosen } = props;
  const { t } = useTranslation();
  const exchange = t(`exchange.${row.exchange}`);
  const name = row.symbol === null ? exchange : `${exchange} ${row.symbol}`;
  const total = row.series.length;
  return (
    <tr className="ck-group-row" data-level={row.symbol === null ? 1 : 2} aria-rowindex={rowIndex}>
      {columns.map((column) => {
        if (column === 'name')
          return (
            <th key={column} scope="row">
              <RowCheck
                label={t('series.choose', { name })}
                checked={chosen === total}
                isPartly={chosen > 0 && chosen < total}
              />
              <button
                type="button"
                className="ck-fold"
                data-row={rowIndex}
                tabIndex={isTabStop ? 0 : -1}
                aria-expanded={!isFolded}
                aria-label={t('series.fold', { name })}
              >
                <Icon name="chevron" />
              </button>
              {row.symbol ?? exchange}
            </th>
          );
        if (column === 'now')
          return (
            <td key={column} className="ck-now ck-dim">
              {t('series.count', { count: total })}
            </td>
          );
        return <FactCell key={column} column={column} facts={row.facts} isAsked />;
      })}
    </tr>
  );
});

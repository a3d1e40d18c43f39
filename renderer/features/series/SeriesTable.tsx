import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { scrollToRow } from '../../ui/scrollToRow.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import type { Row } from './rows.ts';
import { SeriesRow } from './SeriesRow.tsx';
import { SymbolRow } from './SymbolRow.tsx';
import type { TableStore } from './tableStore.ts';
import { useRowFocus } from './useRowFocus.ts';

type Props = Readonly<{ rows: readonly Row[]; store: TableStore }>;

/** Kept in step with `.ck-series-table` in series.css. */
const ROW_HEIGHT = 26;
const COLUMNS = [
  'name',
  'status',
  'coverage',
  'candles',
  'expected',
  'first',
  'last',
  'age',
  'gaps',
  'missing',
] as const;
const HELPED: readonly string[] = ['coverage', 'age', 'missing'];

/** The table of series, symbol by symbol. Only the rows that can be seen are drawn. */
export function SeriesTable({ rows, store }: Props) {
  const { t } = useTranslation();
  const { folded, selected } = useStore(store);
  const { host, first, end, above, below } = useWindowedRows(rows.length, ROW_HEIGHT);
  const { tabStop, onKeyDown } = useRowFocus(host, rows.length, ROW_HEIGHT);
  const select = useCallback((series: SeriesCoverage) => store.select(series.id), [store]);

  // The details take room from the table when they open, and the row they are about must not be lost under them.
  const selectedIndex = rows.findIndex((row) => row.kind === 'series' && row.series.id === selected);
  useEffect(() => {
    const element = host.current;
    if (element === null || selectedIndex < 0) return undefined;
    // Fires once at the start as well, when the details may not have taken their room yet.
    const sizes = new ResizeObserver(() => scrollToRow(element, selectedIndex, ROW_HEIGHT));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [host, selectedIndex]);

  // A tab stop that is scrolled out of sight is not drawn; then the first row that is takes its place.
  const isStopDrawn = tabStop - 2 >= first && tabStop - 2 < end;
  const stop = isStopDrawn ? tabStop : first + 2;

  return (
    <div ref={host} className="ck-series-scroll">
      <table
        className="ck-table ck-series-table"
        aria-label={t('series.title')}
        aria-rowcount={rows.length + 1}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-column={column}
                title={HELPED.includes(column) ? t(`series.columnHelp.${column as 'coverage'}`) : undefined}
              >
                {t(`series.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {rows.slice(first, end).map((row, i) => {
            const rowIndex = first + i + 2;
            return row.kind === 'symbol' ? (
              <SymbolRow
                key={row.key}
                row={row}
                rowIndex={rowIndex}
                isFolded={folded.has(row.key)}
                isTabStop={rowIndex === stop}
                onToggle={store.toggleFolded}
              />
            ) : (
              <SeriesRow
                key={row.key}
                series={row.series}
                rowIndex={rowIndex}
                isSelected={row.series.id === selected}
                isTabStop={rowIndex === stop}
                onSelect={select}
              />
            );
          })}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

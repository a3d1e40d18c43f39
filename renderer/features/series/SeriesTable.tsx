import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { useRowHeight } from '../../ui/density.ts';
import { scrollToRow } from '../../ui/scrollToRow.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import type { LiveStore } from '../live/liveStore.ts';
import { shownColumns } from './columns.ts';
import { GroupRow } from './GroupRow.tsx';
import { type MenuAt, RowMenu } from './RowMenu.tsx';
import type { Row } from './rows.ts';
import { SeriesRow } from './SeriesRow.tsx';
import { TableHead } from './TableHead.tsx';
import type { TableStore } from './tableStore.ts';
import { useRowFocus } from './useRowFocus.ts';
import type { SeriesActions } from './useSeriesActions.ts';
import { useTableHandlers } from './useTableHandlers.ts';

type Props = Readonly<{
  rows: readonly Row[];
  /** Every series that matches the filter, folded away or not. */
  shown: readonly SeriesCoverage[];
  busy: ReadonlySet<SeriesId>;
  store: TableStore;
  live: LiveStore;
  actions: SeriesActions;
}>;

/** The table of series: exchange, symbol, timeframe. Only the rows that can be seen are drawn. */
export function SeriesTable({ rows, shown, busy, store, live, actions }: Props) {
  const { t } = useTranslation();
  const { folded, selected, selection, hidden, sort, isGrouped } = useStore(store);
  const [menu, setMenu] = useState<MenuAt | null>(null);
  const columns = useMemo(() => shownColumns(hidden), [hidden]);
  const rowHeight = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(rows.length, rowHeight);
  const focus = useRowFocus(host, rows.length, rowHeight);
  const handlers = useTableHandlers({ rows, shown, store, actions, focus, onMenu: setMenu });

  const closeMenu = (): void => {
    setMenu(null);
    focus.focus(focus.tabStop);
  };

  // The details take room from the table when they open, and the row they are about must not be lost under them.
  const shownIndex = rows.findIndex((row) => row.kind === 'series' && row.series.id === selected);
  useEffect(() => {
    const element = host.current;
    if (element === null || shownIndex < 0) return undefined;
    // Fires once at the start as well, when the details may not have taken their room yet.
    const sizes = new ResizeObserver(() => scrollToRow(element, shownIndex, rowHeight));
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [host, shownIndex, rowHeight]);

  // A tab stop that is scrolled out of sight is not drawn; then the first row that is takes its place.
  const isStopDrawn = focus.tabStop - 2 >= first && focus.tabStop - 2 < end;
  const stop = isStopDrawn ? focus.tabStop : first + 2;

  return (
    <div ref={host} className="ck-series-scroll">
      <table
        className="ck-table ck-series-table"
        aria-label={t('series.title')}
        aria-rowcount={rows.length + 1}
        data-grouped={isGrouped}
      >
        <TableHead columns={columns} sort={sort} onSort={store.sortBy} />
        <tbody {...handlers}>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {rows.slice(first, end).map((row, i) => {
            const rowIndex = first + i + 2;
            const isTabStop = rowIndex === stop;
            return row.kind === 'group' ? (
              <GroupRow
                key={row.key}
                row={row}
                columns={columns}
                rowIndex={rowIndex}
                isFolded={folded.has(row.key)}
                isTabStop={isTabStop}
                chosen={row.series.reduce((sum, { id }) => sum + Number(selection.ids.has(id)), 0)}
              />
            ) : (
              <SeriesRow
                key={row.key}
                series={row.series}
                columns={columns}
                rowIndex={rowIndex}
                isGrouped={isGrouped}
                isShown={row.series.id === selected}
                isChosen={selection.ids.has(row.series.id)}
                isTabStop={isTabStop}
                live={live}
                isBusy={busy.has(row.series.id)}
              />
            );
          })}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
      <RowMenu at={menu} live={live} actions={actions} onClose={closeMenu} />
    </div>
  );
}

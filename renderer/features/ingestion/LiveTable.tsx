import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { IngestionMode, IngestionStatus, LiveVenue } from '../../../shared/domain/live.ts';
import { useRowHeight } from '../../ui/density.ts';
import { Icon } from '../../ui/icons.tsx';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { offsetOf } from '../live/clock.ts';
import type { LiveActions } from '../live/useLiveActions.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import type { IngestionView } from './ingestionView.ts';
import { LiveLine } from './LiveLine.tsx';
import { LiveMenu, type LiveMenuAt } from './LiveMenu.tsx';
import { COLUMNS, type Column, isNumeric, type Sorting } from './liveLines.ts';
import { useLiveHandlers } from './useLiveHandlers.ts';

type HeadProps = Readonly<{ sorting: Sorting; onSort(column: Column): void }>;

const HELPED = ['age', 'heard', 'latency', 'errors'] as const;
type Helped = (typeof HELPED)[number];
const isHelped = (column: Column): column is Helped => (HELPED as readonly Column[]).includes(column);

/** The names of the columns; each sorts by itself. */
function LiveTableHead({ sorting, onSort }: HeadProps) {
  const { t } = useTranslation();
  const direction = sorting.isDescending ? 'descending' : 'ascending';
  return (
    <thead>
      <tr aria-rowindex={1}>
        {COLUMNS.map((column) => (
          <th
            key={column}
            scope="col"
            data-column={column}
            className={isNumeric(column) ? 'ck-number' : undefined}
            aria-sort={sorting.column === column ? direction : 'none'}
          >
            <button
              type="button"
              className="ck-sort"
              title={isHelped(column) ? t(`ingestion.columnHelp.${column}`) : undefined}
              onClick={() => onSort(column)}
            >
              {t(`ingestion.column.${column}`)}
              {sorting.column === column && <Icon name={sorting.isDescending ? 'downward' : 'up'} />}
            </button>
          </th>
        ))}
        <th className="ck-live-more">
          <span className="ck-hidden">{t('ingestion.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

type Props = Readonly<{
  lines: readonly IngestionStatus[];
  mode: IngestionMode;
  venues: readonly LiveVenue[];
  view: IngestionView;
  actions: LiveActions;
  onChart(line: IngestionStatus): void;
}>;

/** The series that are kept live. Thousands of them cost what a screenful does. */
export function LiveTable({ lines, mode, venues, view, actions, onChart }: Props) {
  const { t } = useTranslation();
  const sorting = useStore(view, (state) => state.sorting);
  const ids = useStore(view, (state) => state.selection.ids);
  const [menu, setMenu] = useState<LiveMenuAt | null>(null);
  const rowHeight = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(lines.length, rowHeight);
  const focus = useRowFocus(host, lines.length, rowHeight);
  const handlers = useLiveHandlers({ lines, view, focus, onMenu: setMenu, onChart });
  // A tab stop that is scrolled out of sight is not drawn; then the first row that is takes its place.
  const isStopDrawn = focus.tabStop - 2 >= first && focus.tabStop - 2 < end;
  const stop = isStopDrawn ? focus.tabStop : first + 2;
  return (
    <div ref={host} className="ck-live-scroll">
      <table
        className="ck-table ck-live-table"
        aria-label={t('ingestion.lines')}
        aria-rowcount={lines.length + 1}
      >
        <LiveTableHead sorting={sorting} onSort={view.sortBy} />
        <tbody {...handlers}>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {lines.slice(first, end).map((line, i) => (
            <LiveLine
              key={line.seriesId}
              line={line}
              mode={mode}
              offset={offsetOf(venues, line.exchange)}
              rowIndex={first + i + 2}
              isChosen={ids.has(line.seriesId)}
              isTabStop={first + i + 2 === stop}
            />
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
      <LiveMenu
        at={menu}
        actions={actions}
        onChart={onChart}
        onClose={() => {
          setMenu(null);
          focus.focus(focus.tabStop);
        }}
      />
    </div>
  );
}

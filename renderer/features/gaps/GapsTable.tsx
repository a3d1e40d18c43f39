import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Gap } from '../../../shared/domain/gap.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import { GapLine } from './GapLine.tsx';
import { COLUMNS, gapKey } from './gapRows.ts';
import type { GapsStore } from './gapsStore.ts';

type Props = Readonly<{
  store: GapsStore;
  gaps: readonly Gap[];
  onMenu(key: string, x: number, y: number): void;
}>;

/** Kept in step with `.ck-gap-table` in gaps.css. */
const ROW_HEIGHT = 26;

/** The gaps that match, sorted; only those that can be seen are drawn. */
export function GapsTable({ store, gaps, onMenu }: Props) {
  const { t } = useTranslation();
  const { sorting, chosen, opened } = useStore(store);
  const { host, first, end, above, below } = useWindowedRows(gaps.length, ROW_HEIGHT);
  const { tabStop, onFocus, move } = useRowFocus(host, gaps.length, ROW_HEIGHT);
  // A tab stop that is scrolled out of sight is not drawn; then the first row that is takes its place.
  const isStopDrawn = tabStop - 2 >= first && tabStop - 2 < end;
  const stop = isStopDrawn ? tabStop : first + 2;
  const chosenHere = gaps.filter((gap) => chosen.has(gapKey(gap))).length;

  return (
    <div ref={host} className="ck-gap-scroll">
      <table
        className="ck-table ck-gap-table"
        aria-label={t('gaps.title')}
        aria-rowcount={gaps.length + 1}
        onFocus={onFocus}
        onKeyDown={move}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="ck-gap-check">
              <Checkbox
                size="xs"
                aria-label={t('gaps.chooseAll')}
                checked={gaps.length > 0 && chosenHere === gaps.length}
                indeterminate={chosenHere > 0 && chosenHere < gaps.length}
                onChange={(event) => store.choose(gaps.map(gapKey), event.currentTarget.checked)}
              />
            </th>
            {COLUMNS.map((column) => {
              const order = sorting.isDescending ? 'descending' : 'ascending';
              const sorted = sorting.column === column ? order : 'none';
              return (
                <th key={column} scope="col" data-column={column} aria-sort={sorted}>
                  <button type="button" className="ck-gap-sort" onClick={() => store.sortBy(column)}>
                    {t(`gaps.column.${column}`)}
                    <span aria-hidden="true">
                      {sorted === 'none' ? '' : sorting.isDescending ? ' ↓' : ' ↑'}
                    </span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {gaps.slice(first, end).map((gap, i) => {
            const key = gapKey(gap);
            return (
              <GapLine
                key={key}
                gap={gap}
                rowIndex={first + i + 2}
                isChosen={chosen.has(key)}
                isOpened={opened === key}
                isTabStop={first + i + 2 === stop}
                onOpen={store.open}
                onChoose={store.choose}
                onMenu={onMenu}
              />
            );
          })}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

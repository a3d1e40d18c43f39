import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { useRowFocus } from '../series/useRowFocus.ts';
import { ReviewLine } from './ReviewLine.tsx';
import type { ReviewStore } from './reviewStore.ts';

type Props = Readonly<{ store: ReviewStore; items: readonly ReviewItem[] }>;

/** Kept in step with `.ck-review-table` in review.css. */
const ROW_HEIGHT = 26;
const COLUMNS = ['series', 'from', 'kind', 'what', 'state', 'found'] as const;

/** The items that match; only those that can be seen are drawn. */
export function ReviewTable({ store, items }: Props) {
  const { t } = useTranslation();
  const { chosen, opened } = useStore(store);
  const { host, first, end, above, below } = useWindowedRows(items.length, ROW_HEIGHT);
  const { tabStop, onFocus, move } = useRowFocus(host, items.length, ROW_HEIGHT);
  const isStopDrawn = tabStop - 2 >= first && tabStop - 2 < end;
  const stop = isStopDrawn ? tabStop : first + 2;
  const chosenHere = items.filter(({ id }) => chosen.has(id)).length;
  return (
    <div ref={host} className="ck-review-scroll">
      <table
        className="ck-table ck-review-table"
        aria-label={t('review.title')}
        aria-rowcount={items.length + 1}
        onFocus={onFocus}
        onKeyDown={move}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="ck-review-check">
              <Checkbox
                size="xs"
                aria-label={t('review.chooseAll')}
                checked={items.length > 0 && chosenHere === items.length}
                indeterminate={chosenHere > 0 && chosenHere < items.length}
                onChange={(event) =>
                  store.choose(
                    items.map(({ id }) => id),
                    event.currentTarget.checked,
                  )
                }
              />
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`review.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {items.slice(first, end).map((item, i) => (
            <ReviewLine
              key={item.id}
              item={item}
              rowIndex={first + i + 2}
              isChosen={chosen.has(item.id)}
              isOpened={opened === item.id}
              isTabStop={first + i + 2 === stop}
              onOpen={store.open}
              onChoose={store.choose}
            />
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { type Column, isNumeric } from './columns.ts';
import type { Sort } from './sorting.ts';

type Props = Readonly<{ columns: readonly Column[]; sort: Sort; onSort(column: Column): void }>;

type Helped = 'coverage' | 'age' | 'missing' | 'expected';
const HELPED: readonly Column[] = ['coverage', 'age', 'missing', 'expected'];
const isHelped = (column: Column): column is Helped => HELPED.includes(column);

function headClass(column: Column): string | undefined {
  if (column === 'now') return 'ck-now';
  return isNumeric(column) ? 'ck-number' : undefined;
}

/** The names of the columns; each sorts by itself. */
export function TableHead({ columns, sort, onSort }: Props) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const isSorted = sort.column === column;
          const direction = sort.isDescending ? 'descending' : 'ascending';
          return (
            <th
              key={column}
              scope="col"
              data-column={column}
              className={headClass(column)}
              aria-sort={isSorted ? direction : 'none'}
            >
              <button
                type="button"
                className="ck-sort"
                title={isHelped(column) ? t(`series.columnHelp.${column}`) : undefined}
                onClick={() => onSort(column)}
              >
                {t(`series.column.${column}`)}
                {isSorted && <Icon name={sort.isDescending ? 'downward' : 'up'} />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { useRowHeight } from '../../ui/density.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';

export type LogColumn =
  | 'at'
  | 'severity'
  | 'component'
  | 'message'
  | 'actor'
  | 'action'
  | 'subject'
  | 'detail';

type Props<T extends Readonly<{ id: number }>> = Readonly<{
  label: string;
  columns: readonly LogColumn[];
  rows: readonly T[];
  /** How many there are without the filter; null while nobody knows. */
  total: number | null;
  empty: string;
  error: ApiError | null;
  onRetry(): void;
  cells(row: T): readonly ReactNode[];
}>;

/** Thousands of lines of a log, of which only those that can be seen are drawn. */
export function LogTable<T extends Readonly<{ id: number }>>(props: Props<T>) {
  const { label, columns, rows, total, empty, error, onRetry, cells } = props;
  const { t } = useTranslation();
  const height = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(rows.length, height);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
    <section ref={host} className="ck-log" aria-label={label} tabIndex={0}>
      {error !== null && <ErrorNotice error={error} onRetry={onRetry} />}
      {total === null && error === null && <p className="ck-loading">{t('events.loading')}</p>}
      {total === 0 && <p className="ck-empty">{empty}</p>}
      {total !== null && total > 0 && rows.length === 0 && <p className="ck-empty">{t('events.noMatch')}</p>}
      {rows.length > 0 && (
        <table className="ck-table" aria-label={label} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`events.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
            {rows.slice(first, end).map((row, i) => (
              <tr key={row.id} aria-rowindex={first + i + 2}>
                {cells(row).map((cell, column) => (
                  <td
                    key={columns[column]}
                    className={columns[column] === 'at' ? 'ck-number' : 'ck-cut'}
                    title={typeof cell === 'string' ? cell : undefined}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
            {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
          </tbody>
        </table>
      )}
    </section>
  );
}

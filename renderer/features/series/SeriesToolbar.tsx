import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import type { TableStore } from './tableStore.ts';

type Props = Readonly<{ shown: number; total: number; table: TableStore; tools: ReactNode }>;

/** What stands above the table: its name, how much of it is shown, the filter and the tools. */
export function SeriesToolbar({ shown, total, table, tools }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const filter = useStore(table, (state) => state.filter);
  const amount =
    shown === total
      ? t('series.count', { count: total })
      : t('series.shown', { shown: count(shown), total: count(total) });
  return (
    <div className="ck-toolbar">
      <h2 id="series-title">{t('series.title')}</h2>
      {total > 0 && (
        <>
          <span className="ck-dim" role="status">
            {amount}
          </span>
          <FilterField
            label={t('series.filter')}
            placeholder={t('series.filterPlaceholder')}
            value={filter}
            onChange={table.setFilter}
          />
        </>
      )}
      <div className="ck-tools">{tools}</div>
    </div>
  );
}

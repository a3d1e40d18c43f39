import { Loader } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { HistoryLine } from './HistoryLine.tsx';
import type { ImportHistoryStore } from './importHistoryStore.ts';
import { UndoImportDialog } from './UndoImportDialog.tsx';
import type { ImportActions } from './useImportActions.tsx';

type Props = Readonly<{ store: ImportHistoryStore; actions: ImportActions; head: ReactNode }>;

const COLUMNS = ['at', 'what', 'result', 'actions'] as const;

/** The imports that were made, with what came of each file, and the way back. */
export function ImportHistory({ store, actions, head }: Props) {
  const { t } = useTranslation();
  const { runs, undoing, error } = useStore(store);
  const [opened, setOpened] = useState<number | null>(null);
  useEffect(() => void store.load(), [store]);
  const { value } = runs;
  return (
    <>
      <div className="ck-toolbar">
        {head}
        {value !== null && (
          <span className="ck-dim" role="status">
            {t('import.runs', { count: value.length })}
          </span>
        )}
      </div>
      {runs.error !== null && <ErrorNotice error={runs.error} onRetry={() => void store.load()} />}
      {error !== null && <ErrorNotice error={error} />}
      {value === null && runs.error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('import.loadingHistory')}
        </p>
      )}
      {value?.length === 0 && <p className="ck-empty">{t('import.historyEmpty')}</p>}
      {value !== null && value.length > 0 && (
        <div className="ck-import-scroll">
          <table className="ck-table ck-import-history" aria-label={t('import.tab.history')}>
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {t(`import.historyColumn.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.map((run) => (
                <HistoryLine
                  key={run.id}
                  run={run}
                  isOpened={opened === run.id}
                  isUndoing={undoing === run.id}
                  onOpen={() => setOpened(opened === run.id ? null : run.id)}
                  onUndo={() => actions.askUndo(run)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <UndoImportDialog actions={actions} />
    </>
  );
}

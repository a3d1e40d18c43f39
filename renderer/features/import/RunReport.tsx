import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '../../../shared/domain/import.ts';
import { canUndo } from './importHistoryStore.ts';
import { RunBadge } from './RunBadge.tsx';
import { useRunWords } from './useRunWords.ts';

type Props = Readonly<{
  run: ImportRun;
  isUndoing: boolean;
  /** Null where nothing was stored that could be drawn. */
  onChart: (() => void) | null;
  onUndo(): void;
  onClose(): void;
}>;

/** What an import came to, with the way back. */
export function RunReport({ run, isUndoing, onChart, onUndo, onClose }: Props) {
  const { t } = useTranslation();
  const { amounts } = useRunWords();
  return (
    <section className="ck-import-report" role="status" aria-label={t('import.report')}>
      <RunBadge state={run.state} />
      <p>{amounts(run)}</p>
      <div className="ck-tools">
        {onChart !== null && (
          <Button size="compact-sm" variant="default" onClick={onChart}>
            {t('stretch.chart')}
          </Button>
        )}
        {canUndo(run) && (
          <Button size="compact-sm" variant="default" loading={isUndoing} onClick={onUndo}>
            {t('import.undo')}
          </Button>
        )}
        <Button size="compact-sm" onClick={onClose}>
          {t('import.next')}
        </Button>
      </div>
    </section>
  );
}

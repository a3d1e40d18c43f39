import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskRun } from '../../../shared/domain/schedule.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import { ExportLink } from './ExportLink.tsx';
import { ResultBadge } from './ResultBadge.tsx';
import { useSummary } from './useSummary.ts';

type Props = Readonly<{
  run: TaskRun | null;
  /** What the task is called, for who does not see the row. */
  name: string;
  onHistory(): void;
  onExport(exportId: number): void;
}>;

/** What came of the last run, how long ago it began and why it ran; the way to the runs before it. */
export function LastRun({ run, name, onHistory, onExport }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const summaryOf = useSummary();
  const say = useCallback((duration: string) => t('schedule.ago', { duration }), [t]);
  if (run === null) return <span className="ck-dim">{t('schedule.never')}</span>;
  const summary = summaryOf(run);
  return (
    <>
      <span className="ck-last-run">
        <ResultBadge result={run.result} />
        <span title={time(run.startedAt)}>
          <Age since={run.startedAt} say={say} />
        </span>
        <span className="ck-dim" title={t(`schedule.reasonHelp.${run.reason}`)}>
          {t(`schedule.reason.${run.reason}`)}
        </span>
        <button
          type="button"
          className="ck-link"
          aria-label={t('schedule.historyOf', { name })}
          onClick={onHistory}
        >
          {t('schedule.earlier')}
        </button>
        <ExportLink run={run} onExport={onExport} />
      </span>
      {summary !== null && (
        <p className="ck-dim ck-run-summary" title={summary}>
          {summary}
        </p>
      )}
    </>
  );
}

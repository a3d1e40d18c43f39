import { useTranslation } from 'react-i18next';
import type { TaskRun } from '../../../shared/domain/schedule.ts';

type Props = Readonly<{ run: TaskRun; onExport(exportId: number): void }>;

/** The way from a run that wrote a file to the file's line in the history of exports; nothing for other runs. */
export function ExportLink({ run, onExport }: Props) {
  const { t } = useTranslation();
  const exportId = run.summary?.code === 'exported' ? run.summary.params.exportId : null;
  if (typeof exportId !== 'number') return null;
  return (
    <button type="button" className="ck-link" onClick={() => onExport(exportId)}>
      {t('schedule.export.show')}
    </button>
  );
}

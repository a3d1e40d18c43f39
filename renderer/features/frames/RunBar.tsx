import { Button, Loader, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import type { FrameRun } from './runStore.ts';

type Props = Readonly<{ run: FrameRun; onCancel(): void }>;

/** A frame on its way: what is done with it, how far, how much, until when, and the button that stops it. */
export function RunBar({ run, onCancel }: Props) {
  const { t } = useTranslation();
  const { count, bytes, duration } = useFormat();
  const { task, progress, startedAt } = run;
  const name = t(`frames.task.${task}`);
  const share = progress === null || progress.totalRows === 0 ? 0 : progress.rows / progress.totalRows;
  return (
    <div className="ck-frames-run">
      <div className="ck-loading" role="status">
        <Loader size="xs" />
        <strong>{name}</strong>
        {progress !== null && (
          <span>
            {t(`frames.stage.${progress.stage}`)}
            {progress.totalRows > 0 &&
              ` · ${t('frames.rowsOf', { rows: count(progress.rows), total: count(progress.totalRows) })}`}
            {progress.bytes > 0 && ` · ${bytes(progress.bytes)}`}
            {progress.etaMs !== null && ` · ${t('frames.left', { duration: duration(progress.etaMs) })}`}
          </span>
        )}
        <span className="ck-dim" aria-hidden="true">
          <Age since={startedAt} />
        </span>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {t('frames.cancel')}
        </Button>
      </div>
      <Progress size={4} value={share * 100} aria-label={t('frames.progressOf', { name })} />
    </div>
  );
}

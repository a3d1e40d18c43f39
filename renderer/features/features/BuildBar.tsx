import { Button, Loader, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import { Age } from '../../ui/Age.tsx';
import type { BuildRun } from './featuresStore.ts';

type Props = Readonly<{ run: BuildRun; onCancel(): void }>;

/** A build on its way: how far, until when, and the button that stops it. */
export function BuildBar({ run, onCancel }: Props) {
  const { t } = useTranslation();
  const { count, duration } = useFormat();
  const { progress, startedAt } = run;
  const share = progress === null || progress.total === 0 ? 0 : progress.done / progress.total;
  return (
    <div className="ck-features-build">
      <div className="ck-loading" role="status">
        <Loader size="xs" />
        <strong>{t('features.building')}</strong>
        {progress !== null && (
          <span>
            {t('features.candlesOf', { done: count(progress.done), total: count(progress.total) })}
            {progress.etaMs !== null && ` · ${t('features.left', { duration: duration(progress.etaMs) })}`}
          </span>
        )}
        <span className="ck-dim" aria-hidden="true">
          <Age since={startedAt} />
        </span>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {t('features.cancel')}
        </Button>
      </div>
      <Progress size={4} value={share * 100} aria-label={t('features.building')} />
    </div>
  );
}

import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../ui/icons.tsx';
import type { LiveActions } from '../live/useLiveActions.ts';
import type { CoverageStore } from '../series/coverageStore.ts';

type Props = Readonly<{ coverage: CoverageStore; actions: LiveActions; onChoose(): void }>;

/** Teaches what live means, and the way there. */
export function IngestionEmpty({ coverage, actions, onChoose }: Props) {
  const { t } = useTranslation();
  const all = useStore(coverage, (state) => state.value);
  const stored = useMemo(
    () => (all ?? []).filter(({ tracked, candles }) => tracked && candles > 0).map(({ id }) => id),
    [all],
  );
  return (
    <div className="ck-first-steps">
      <h3>{t('ingestion.empty.title')}</h3>
      <p>{t('ingestion.empty.text')}</p>
      <ol>
        <li>{t('ingestion.empty.stepChoose')}</li>
        <li>{t('ingestion.empty.stepClose')}</li>
        <li>{t('ingestion.empty.stepLeave')}</li>
      </ol>
      <div className="ck-empty-buttons">
        {stored.length > 0 && (
          <Button leftSection={<Icon name="pulse" />} onClick={() => actions.setLive(stored, true)}>
            {t('ingestion.empty.all', { count: stored.length })}
          </Button>
        )}
        <Button variant={stored.length > 0 ? 'default' : 'filled'} onClick={onChoose}>
          {stored.length > 0 ? t('ingestion.empty.choose') : t('ingestion.empty.download')}
        </Button>
      </div>
    </div>
  );
}

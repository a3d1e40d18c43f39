import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BackfillStore } from '../backfill/backfillStore.ts';
import type { CatalogStore } from './catalogStore.ts';

type Props = Readonly<{ catalog: CatalogStore; backfill: BackfillStore }>;

/** The two contracts every venue has, for a start with an empty catalog. */
const USUAL = ['BTCUSDT', 'ETHUSDT'] as const;

/** Teaches the way from an empty store to the first candles: choose, press, watch. */
export function FirstSteps({ catalog, backfill }: Props) {
  const { t } = useTranslation();
  const entries = useStore(catalog, (state) => state.value);
  const exchange = useStore(backfill, ({ form }) => form.exchange);
  const kept = (entries ?? [])
    .filter((entry) => entry.exchange === exchange && entry.isActive)
    .map((entry) => entry.symbol);
  const isUsual = kept.length === 0;
  return (
    <div className="ck-first-steps">
      <h3>{t('empty.title')}</h3>
      <p>{t('empty.text')}</p>
      <ol>
        <li>
          {t('empty.stepChoose')}{' '}
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => backfill.change({ symbols: isUsual ? USUAL : kept })}
          >
            {isUsual
              ? t('empty.take', { symbols: USUAL.join(', ') })
              : t('empty.takeCatalog', { count: kept.length })}
          </Button>
        </li>
        <li>{t('empty.stepStart')}</li>
        <li>{t('empty.stepWatch')}</li>
      </ol>
    </div>
  );
}

import { Button, Checkbox, Loader } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import { allSeries } from './allSeries.ts';
import { BuildBar } from './BuildBar.tsx';
import { CatalogTable } from './CatalogTable.tsx';
import type { FeaturesStore } from './featuresStore.ts';
import { QualityStrip } from './QualityStrip.tsx';
import { SeriesTable } from './SeriesTable.tsx';

type Props = Readonly<{ store: FeaturesStore; coverage: CoverageStore }>;

/** The feature catalog, which series have it computed, and how good what is stored is over time. */
export function FeaturesScreen({ store, coverage }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { catalog, feature, seriesId, building, built, error } = useStore(store);
  const [text, setText] = useState('');
  const [parquet, setParquet] = useState(false);
  useEffect(() => void store.load(), [store]);
  const { value } = catalog;
  const stored = useStore(coverage, (state) => state.value);
  const series = useMemo(() => allSeries(value?.series ?? [], stored ?? []), [value, stored]);
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return series.filter((one) => seriesName(one).toLowerCase().includes(wanted));
  }, [series, text]);
  // One click on either table is enough to see something.
  const look = (at: Parameters<FeaturesStore['look']>[0]): void =>
    store.look({
      feature: feature ?? value?.features[0]?.name ?? null,
      seriesId: seriesId ?? shown[0]?.seriesId ?? null,
      ...at,
    });
  const wanted = series.filter(({ enabled }) => enabled).length;
  return (
    <div className="ck-features">
      <section className="ck-panel ck-features-catalog" aria-labelledby="features-title">
        <div className="ck-toolbar">
          <h2 id="features-title">{t('features.title')}</h2>
          <span className="ck-dim" role="status">
            {value === null ? '' : t('features.count', { count: value.features.length })}
          </span>
        </div>
        {catalog.error !== null && <ErrorNotice error={catalog.error} onRetry={() => void store.load()} />}
        {value === null && catalog.error === null && (
          <p className="ck-loading" role="status">
            <Loader size="xs" /> {t('features.loading')}
          </p>
        )}
        {value !== null && (
          <CatalogTable
            features={value.features}
            chosen={feature}
            onChoose={(name) => look({ feature: name })}
          />
        )}
      </section>
      <section className="ck-panel ck-features-of" aria-labelledby="features-series">
        <div className="ck-toolbar">
          <h2 id="features-series">{t('features.seriesTitle')}</h2>
          <span className="ck-dim" role="status">
            {value === null ? '' : t('features.wanted', { count: wanted })}
          </span>
          <div className="ck-tools">
            <FilterField
              label={t('features.filter')}
              placeholder={t('features.filterPlaceholder')}
              value={text}
              onChange={setText}
            />
            <Checkbox
              size="xs"
              label={t('features.parquet')}
              title={t('features.parquetHelp')}
              checked={parquet}
              onChange={(event) => setParquet(event.currentTarget.checked)}
            />
            <Button
              size="compact-sm"
              disabled={building !== null || value === null || wanted === 0}
              onClick={() => void store.build({ parquet })}
            >
              {t('features.buildAll')}
            </Button>
          </div>
        </div>
        {error !== null && <ErrorNotice error={error} />}
        {building !== null && <BuildBar run={building} onCancel={store.cancel} />}
        {built !== null && (
          <p role="status">
            {t('features.built', {
              series: count(built.series),
              rows: count(built.rows),
              partitions: count(built.partitions),
            })}
          </p>
        )}
        {value !== null && series.length === 0 && (
          <div className="ck-empty">
            <h3>{t('features.emptyTitle')}</h3>
            <p>{t('features.emptyText')}</p>
          </div>
        )}
        {value !== null && series.length > 0 && shown.length === 0 && (
          <p className="ck-empty">{t('features.noMatch')}</p>
        )}
        {value !== null && shown.length > 0 && (
          <SeriesTable
            series={shown}
            chosen={seriesId}
            isBuilding={building !== null}
            onChoose={(id) => look({ seriesId: id })}
            onEnable={(id, enabled) => void store.enable([id], enabled)}
            onBuild={({ exchange, symbol, timeframe }) =>
              void store.build({
                exchange,
                symbols: [symbol],
                timeframes: [timeframe],
                parquet,
                all: true,
              })
            }
          />
        )}
      </section>
      <QualityStrip store={store} series={series} />
    </div>
  );
}

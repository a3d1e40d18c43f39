import { Loader, NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FeatureCoverage } from '../../../shared/domain/feature.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { FeaturesStore } from './featuresStore.ts';
import { addCounts, type Counts, piecesOf, QUALITIES, sharesOf } from './quality.ts';
import { useQualityWords } from './useQualityWords.ts';

/** More columns than this cannot be told apart. */
const MOST_PIECES = 240;

type Props = Readonly<{ store: FeaturesStore; series: readonly FeatureCoverage[] }>;

/** The quality of one feature of one series, day by day. */
export function QualityStrip({ store, series: all }: Props) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const say = useQualityWords();
  const { catalog, feature, seriesId, quality } = useStore(store);
  const pieces = useMemo(() => piecesOf(quality.value ?? [], MOST_PIECES), [quality.value]);
  const series = all.find((one) => one.seriesId === seriesId) ?? null;
  const day = (at: number): string => time(at).slice(0, 10);
  const [first] = pieces;
  const last = pieces.at(-1);
  const title =
    series === null || feature === null
      ? t('features.over')
      : t('features.overOf', { feature, series: seriesName(series) });
  return (
    <section className="ck-panel ck-features-strip" aria-labelledby="strip-title">
      <div className="ck-toolbar">
        <h2 id="strip-title">{title}</h2>
        <ul className="ck-quality-legend" aria-hidden="true">
          {QUALITIES.map((one) => (
            <li key={one}>
              <span data-quality={one} /> {t(`features.quality.${one}`)}
            </li>
          ))}
        </ul>
        <div className="ck-tools">
          <NativeSelect
            aria-label={t('features.chooseFeature')}
            value={feature ?? ''}
            data={[
              { value: '', label: t('features.chooseFeature') },
              ...(catalog.value?.features ?? []).map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(event) => store.look({ feature: event.currentTarget.value || null })}
          />
        </div>
      </div>
      {quality.error !== null && <ErrorNotice error={quality.error} onRetry={() => store.look({})} />}
      {quality.isLoading && feature !== null && seriesId !== null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('features.loading')}
        </p>
      )}
      {(feature === null || seriesId === null) && <p className="ck-dim">{t('features.overHelp')}</p>}
      {quality.value?.length === 0 && <p className="ck-dim">{t('features.overEmpty')}</p>}
      {first !== undefined && last !== undefined && (
        <>
          <div
            className="ck-strip"
            role="img"
            aria-label={t('features.stripOf', {
              from: day(first.from),
              until: day(last.to),
              words: say(pieces.reduce<Counts>((sum, { counts }) => addCounts(sum, counts), {})),
            })}
          >
            {pieces.map(({ from, to, counts }) => (
              <span
                key={from}
                className="ck-strip-day"
                title={`${from === to ? day(from) : `${day(from)} – ${day(to)}`}: ${say(counts)}`}
              >
                {sharesOf(counts).map(({ quality: one, share }) => (
                  <span key={one} data-quality={one} style={{ flexGrow: share }} />
                ))}
              </span>
            ))}
          </div>
          <p className="ck-strip-ends ck-dim">
            <span>{day(first.from)}</span>
            <span>{day(last.to)}</span>
          </p>
        </>
      )}
    </section>
  );
}

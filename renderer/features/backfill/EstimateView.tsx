import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BackfillEstimate } from '../../../shared/contract/calls.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { EstimateStore } from './estimateStore.ts';

/** More lines than this nobody reads, and a dialog cannot hold. */
const MOST_LINES = 300;

function PerSeries({ series }: Pick<BackfillEstimate, 'series'>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const shown = series.toSorted((a, b) => b.missing - a.missing).slice(0, MOST_LINES);
  return (
    <details className="ck-estimate-series">
      <summary>{t('backfill.estimate.perSeries', { count: series.length })}</summary>
      <div className="ck-estimate-scroll">
        <table className="ck-table" aria-label={t('backfill.estimate.perSeries', { count: series.length })}>
          <thead>
            <tr>
              <th scope="col">{t('backfill.estimate.series')}</th>
              <th scope="col" className="ck-number">
                {t('backfill.estimate.candles')}
              </th>
              <th scope="col" className="ck-number">
                {t('backfill.estimate.requests')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={seriesName(one)}>
                <th scope="row">{seriesName(one)}</th>
                <td className="ck-number">{count(one.missing)}</td>
                <td className="ck-number">{count(one.requests)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < series.length && (
          <p className="ck-dim">{t('backfill.estimate.more', { count: series.length - shown.length })}</p>
        )}
      </div>
    </details>
  );
}

/** What the backfill would take, before anything is asked of the venue. */
export function EstimateView({ store }: Readonly<{ store: EstimateStore }>) {
  const { t } = useTranslation();
  const { count, bytes, duration } = useFormat();
  const { value, isLoading, error } = useStore(store);
  const facts =
    value === null
      ? []
      : ([
          ['candles', count(value.missing)],
          ['requests', count(value.requests)],
          ...(value.files === undefined ? [] : ([['files', count(value.files)]] as const)),
          ['time', duration(Math.max(1, Math.ceil(value.seconds)) * SECOND)],
          ['size', bytes(value.bytes)],
        ] as const);
  return (
    <section
      className="ck-estimate"
      aria-label={t('backfill.estimate.title')}
      aria-live="polite"
      aria-busy={isLoading}
    >
      {value === null && (
        <p className="ck-dim">
          {isLoading && t('backfill.estimate.loading')}
          {!isLoading && error === null && t('backfill.estimate.none')}
          {error !== null && t('backfill.estimate.failed', { reason: t(`error.what.${error.code}`) })}
        </p>
      )}
      {value?.missing === 0 && <p>{t('backfill.estimate.nothing')}</p>}
      {value !== null && value.missing > 0 && (
        <dl className="ck-estimate-facts">
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{t(`backfill.estimate.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {value !== null && value.missing > 0 && <PerSeries series={value.series} />}
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { BuilderStore, Estimate } from './builderStore.ts';

function SeriesRead({ series }: Pick<Estimate, 'series'>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  return (
    <table className="ck-table" aria-label={t('frames.seriesRead')}>
      <thead>
        <tr>
          <th scope="col">{t('frames.column.series')}</th>
          <th scope="col" className="ck-number">
            {t('frames.column.candles')}
          </th>
          <th scope="col" className="ck-number">
            {t('frames.column.missing')}
          </th>
        </tr>
      </thead>
      <tbody>
        {series.map(({ name, candles, missing }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="ck-number" data-tone={candles === 0 ? 'bad' : undefined}>
              {candles === 0 ? t('frames.notStored') : count(candles)}
            </td>
            <td className="ck-number" data-tone={missing > 0 ? 'warn' : undefined}>
              {count(missing)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the frame reads, and every column by its name with the candles it needs before its first value. */
export function ColumnsView({ builder }: Readonly<{ builder: BuilderStore }>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const value = useStore(builder, (state) => state.estimate.value);
  if (value === null) return <p className="ck-dim ck-frames-none">{t('frames.estimate.none')}</p>;
  return (
    <div className="ck-frames-scroll ck-frames-columns">
      <SeriesRead series={value.series} />
      <table className="ck-table" aria-label={t('frames.estimate.columns')}>
        <thead>
          <tr>
            <th scope="col">{t('frames.column.name')}</th>
            <th scope="col" className="ck-number">
              {t('frames.column.lookback')}
            </th>
          </tr>
        </thead>
        <tbody>
          {value.columns.map(({ name, lookback }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="ck-number">{count(lookback)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

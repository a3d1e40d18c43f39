import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FeatureCoverage } from '../../../shared/domain/feature.ts';
import { type SeriesId, seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { QualityBar } from './QualityBar.tsx';

type Props = Readonly<{
  series: readonly FeatureCoverage[];
  chosen: SeriesId | null;
  isBuilding: boolean;
  onChoose(seriesId: SeriesId): void;
  onEnable(seriesId: SeriesId, enabled: boolean): void;
  onBuild(series: FeatureCoverage): void;
}>;

/** Kept in step with `.ck-features-series` in features.css. */
const ROW_HEIGHT = 32;
const COLUMNS = ['series', 'onClose', 'rows', 'first', 'last', 'qualities', 'actions'] as const;
const NUMBERS: readonly string[] = ['rows', 'first', 'last'];

/** Every series: whether its features are computed on close, how many are stored, and how good they are. */
export function SeriesTable({ series, chosen, isBuilding, onChoose, onEnable, onBuild }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { host, first, end, above, below } = useWindowedRows(series.length, ROW_HEIGHT);
  const at = (value: number | null): string => (value === null ? '–' : time(value));
  return (
    <div ref={host} className="ck-features-scroll">
      <table
        className="ck-table ck-features-series"
        aria-label={t('features.seriesTitle')}
        aria-rowcount={series.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <th
                key={column}
                scope="col"
                data-column={column}
                className={NUMBERS.includes(column) ? 'ck-number' : undefined}
              >
                {t(`features.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {series.slice(first, end).map((one, i) => {
            const name = seriesName(one);
            return (
              <tr key={one.seriesId} aria-rowindex={first + i + 2} aria-selected={one.seriesId === chosen}>
                <th scope="row">
                  <button
                    type="button"
                    className="ck-features-open"
                    aria-label={t('features.lookAt', { name })}
                    onClick={() => onChoose(one.seriesId)}
                  >
                    {one.symbol} {one.timeframe}{' '}
                    <span className="ck-dim">{t(`exchange.${one.exchange}`)}</span>
                  </button>
                </th>
                <td>
                  <Switch
                    size="xs"
                    aria-label={t('features.onCloseOf', { name })}
                    checked={one.enabled}
                    onChange={(event) => onEnable(one.seriesId, event.currentTarget.checked)}
                  />
                </td>
                <td className="ck-number">{count(one.rows)}</td>
                <td className="ck-number">{at(one.first)}</td>
                <td className="ck-number">{at(one.last)}</td>
                <td>
                  <QualityBar counts={one.counts} />
                </td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={isBuilding}
                    aria-label={t('features.buildOf', { name })}
                    onClick={() => onBuild(one)}
                  >
                    {t('features.build')}
                  </Button>
                </td>
              </tr>
            );
          })}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

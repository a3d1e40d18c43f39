import { useTranslation } from 'react-i18next';
import type { RepairPlan } from '../../../shared/contract/calls/gaps.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Loadable } from '../../state/loadable.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';

/** More lines than this nobody reads, and a dialog cannot hold. */
const MOST_LINES = 300;

function PerSeries({ series }: Pick<RepairPlan, 'series'>) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const title = t('repair.perSeries', { count: series.length });
  const shown = series.toSorted((a, b) => b.missing - a.missing).slice(0, MOST_LINES);
  return (
    <details className="ck-repair-series">
      <summary>{title}</summary>
      <div className="ck-repair-scroll">
        <table className="ck-table" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('repair.series')}</th>
              {(['gaps', 'candles', 'requests'] as const).map((column) => (
                <th key={column} scope="col" className="ck-number">
                  {t(`repair.fact.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.seriesId}>
                <th scope="row">{seriesName(one)}</th>
                <td className="ck-number">{count(one.gaps)}</td>
                <td className="ck-number">{count(one.missing)}</td>
                <td className="ck-number">{count(one.requests)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < series.length && (
          <p className="ck-dim">{t('repair.moreSeries', { count: series.length - shown.length })}</p>
        )}
      </div>
    </details>
  );
}

/** What stays as it is, and why. */
function LeftAlone({ confirmed, waiting }: Pick<RepairPlan, 'confirmed' | 'waiting'>) {
  const { t } = useTranslation();
  if (confirmed + waiting === 0) return null;
  return (
    <ul className="ck-repair-left" aria-label={t('repair.left')}>
      {confirmed > 0 && (
        <li>
          <Icon name="slash" /> {t('repair.leftConfirmed', { count: confirmed })}
        </li>
      )}
      {waiting > 0 && (
        <li>
          <Icon name="clock" /> {t('repair.leftWaiting', { count: waiting })}
        </li>
      )}
    </ul>
  );
}

type Props = Readonly<{ plan: Loadable<RepairPlan>; onRetry(): void }>;

/** What a repair takes and what it leaves alone, before anything is asked of the venue. */
export function PlanView({ plan: { value, isLoading, error }, onRetry }: Props) {
  const { t } = useTranslation();
  const { count, duration, part } = useFormat();
  const quota = ({ weight, perMinute }: NonNullable<RepairPlan['quotas']>[number]): string =>
    t('repair.ofQuota', { used: count(weight), quota: count(perMinute), share: part(weight / perMinute) });
  if (error !== null) return <ErrorNotice error={error} onRetry={onRetry} />;
  const facts =
    value === null || value.gaps === 0
      ? []
      : ([
          ['gaps', count(value.gaps)],
          ['candles', count(value.missing)],
          ['requests', count(value.requests)],
          ['weight', value.quotas === undefined ? count(value.weight) : value.quotas.map(quota).join('; ')],
          ['time', duration(Math.max(1, Math.ceil(value.seconds)) * SECOND)],
        ] as const);
  return (
    <section
      className="ck-repair-plan"
      aria-label={t('repair.plan')}
      aria-live="polite"
      aria-busy={isLoading}
    >
      {value === null && <p className="ck-dim">{t('repair.planning')}</p>}
      {value?.gaps === 0 && <p>{t('repair.nothing')}</p>}
      {facts.length > 0 && (
        <dl className="ck-repair-facts">
          {facts.map(([name, text]) => (
            <div key={name} title={name === 'weight' ? t('repair.weightHelp') : undefined}>
              <dt>{t(`repair.fact.${name}`)}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {value !== null && <LeftAlone confirmed={value.confirmed} waiting={value.waiting} />}
      {value !== null && value.gaps > 0 && <PerSeries series={value.series} />}
    </section>
  );
}

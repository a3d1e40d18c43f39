import { useTranslation } from 'react-i18next';
import type { Passport } from '../../../shared/domain/frame.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';

type Props = Pick<Passport, 'series'>;

const COLUMNS = ['series', 'candles', 'first', 'last', 'batches', 'gaps', 'doubted', 'fallback'] as const;

function Gaps({ series }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const gaps = series.flatMap((one) => one.gaps.map((gap) => ({ name: seriesName(one), ...gap })));
  if (gaps.length === 0) return <p className="ck-dim">{t('frames.passport.noGaps')}</p>;
  return (
    <details>
      <summary>{t('frames.passport.gaps', { count: gaps.length })}</summary>
      <ul className="ck-frames-gaps">
        {gaps.map(({ name, from, to, missing, cause, state }) => (
          <li key={`${name} ${from}`}>
            {name}: {time(from)} – {time(to)} · {t('frames.passport.missing', { amount: count(missing) })} ·{' '}
            <span lang="en">
              {cause}, {state}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What an export was made of: each series with where its candles came from, and the gaps inside. */
export function PassportSeriesTable({ series }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const at = (value: number | null): string => (value === null ? '–' : time(value));
  return (
    <>
      <table className="ck-table ck-frames-of" aria-label={t('frames.passport.series')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === 'series' ? undefined : 'ck-number'}>
                {t(`frames.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={seriesName(one)} title={`SHA-256 ${one.sha256}`}>
              <th scope="row">{seriesName(one)}</th>
              <td className="ck-number">{count(one.candles)}</td>
              <td className="ck-number">{at(one.first)}</td>
              <td className="ck-number">{at(one.last)}</td>
              <td className="ck-number">{count(one.batches)}</td>
              <td className="ck-number" data-tone={one.gaps.length > 0 ? 'warn' : undefined}>
                {count(one.gaps.length)}
              </td>
              <td className="ck-number">{count(one.doubted)}</td>
              <td className="ck-number">{count(one.fallback)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Gaps series={series} />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

type Props = Readonly<{ report: VerifyReport }>;

/** The findings of one verification, what needs attention first. */
export function VerifyResult({ report }: Props) {
  const { t } = useTranslation();
  const { percent, time, count } = useFormat();
  const total = report.series.length;
  const isGood = (one: VerifyReport['series'][number]): boolean =>
    one.status === 'ok' && one.issues.length === 0;
  const bad = report.series.filter((one) => !isGood(one));
  const sorted = [...bad, ...report.series.filter(isGood)];
  const at = { time: time(report.at) };
  return (
    <>
      <p className="ck-verdict">
        <StatusBadge status={report.overall} />{' '}
        {bad.length === 0
          ? t('verify.allGood', { count: total })
          : t('verify.notGood', { bad: count(bad.length), total: count(total) })}
      </p>
      <p className="ck-dim">{report.deep ? t('verify.atDeep', at) : t('verify.at', at)}</p>
      <table className="ck-table ck-verify-table" aria-label={t('verify.title')}>
        <thead>
          <tr>
            <th scope="col">{t('verify.series')}</th>
            <th scope="col">{t('verify.status')}</th>
            <th scope="col" data-column="coverage">
              {t('verify.coverage')}
            </th>
            <th scope="col">{t('verify.issues')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => (
            <tr key={one.id}>
              <th scope="row">{seriesName(one)}</th>
              <td>
                <StatusBadge status={one.status} />
              </td>
              <td className="ck-number">{percent(one.coverage)}</td>
              <td>{one.issues.join('; ') || t('verify.noIssues')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { toIso } from '../../../shared/domain/time.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { copyText } from '../../ui/copyText.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import type { Comparison } from './compare.ts';
import { reportCsv, reportText } from './reportFiles.ts';
import { useIssueWords } from './useIssueWords.ts';

type Props = Readonly<{ report: VerifyReport; bad: number; comparison: Comparison | null }>;

function ComparisonLine({ since, better, worse, same, added }: Comparison) {
  const { t } = useTranslation();
  const { time, count } = useFormat();
  if (better + worse + same === 0) return null;
  const parts = [
    better > 0 && t('verify.better', { amount: count(better) }),
    worse > 0 && t('verify.worse', { amount: count(worse) }),
    same > 0 && t('verify.same', { amount: count(same) }),
    added > 0 && t('verify.added', { amount: count(added) }),
  ].filter(Boolean);
  return (
    <p className="ck-dim">
      {t('verify.since', { time: time(since) })} {parts.join(', ')}
    </p>
  );
}

/** The verdict of a report, what is different from the one before, and the ways to take it along. */
export function ReportHead({ report, bad, comparison }: Props) {
  const { t } = useTranslation();
  const { time, count, zone } = useFormat();
  const issue = useIssueWords();
  const total = report.series.length;
  const verdict =
    bad === 0
      ? t('verify.allGood', { count: total })
      : t('verify.notGood', { bad: count(bad), total: count(total) });
  const at = { time: `${time(report.at)} ${zone === 'utc' ? 'UTC' : ''}`.trim() };
  const made = report.deep ? t('verify.atDeep', at) : t('verify.at', at);

  const copy = async (): Promise<void> => {
    const words = {
      head: `${made}. ${verdict}`,
      issue,
      nothing: t('verify.noIssues'),
      status: (status: VerifyReport['overall']) => t(`status.${status}`),
    };
    const isCopied = await copyText(reportText(report, words));
    notifications.show(
      isCopied ? { message: t('verify.copied') } : { color: 'red', message: t('verify.notCopied') },
    );
  };
  const save = (): void => {
    const stamp = toIso(report.at).slice(0, 16).replace(/[:T]/g, '-');
    saveFile(`candlekeep-verify-${stamp}.csv`, reportCsv(report, { issue }), 'text/csv;charset=utf-8');
  };
  return (
    <div className="ck-verdict">
      <div>
        <p>
          <StatusBadge status={report.overall} /> <strong>{verdict}</strong>
        </p>
        <p className="ck-dim">{made}</p>
        {comparison !== null && <ComparisonLine {...comparison} />}
      </div>
      <div className="ck-tools">
        <Button size="compact-sm" variant="default" onClick={() => void copy()}>
          {t('verify.copy')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={save}>
          {t('verify.save')}
        </Button>
      </div>
    </div>
  );
}

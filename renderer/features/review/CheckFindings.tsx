import { useTranslation } from 'react-i18next';
import type { CheckReport } from '../../../shared/domain/quality.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useIssueWords } from '../verify/useIssueWords.ts';

/** A panel cannot hold more, and the review list beside it has them all. */
const MOST_SERIES = 50;

/** What the last run of a check found, series by series. */
export function CheckFindings({ report }: Readonly<{ report: CheckReport }>) {
  const { t } = useTranslation();
  const say = useIssueWords();
  const found = report.series.filter(({ issues }) => issues.length > 0);
  if (found.length === 0) return null;
  return (
    <details className="ck-check-findings">
      <summary>{t('checks.findings', { count: found.length })}</summary>
      <ul>
        {found.slice(0, MOST_SERIES).map((one) => (
          <li key={one.seriesId}>
            <strong>{seriesName(one)}</strong>
            {one.issues.map((issue) => (
              <p key={issue.code}>{say(issue)}</p>
            ))}
          </li>
        ))}
      </ul>
      {found.length > MOST_SERIES && <p>{t('checks.moreFindings', { count: found.length - MOST_SERIES })}</p>}
    </details>
  );
}

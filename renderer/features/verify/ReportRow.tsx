import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SeriesStatus } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { SeriesActions } from '../series/useSeriesActions.ts';
import { type Mend, mendsOf, type ReportedSeries } from './issues.ts';
import { useIssueWords } from './useIssueWords.ts';

type Props = Readonly<{
  one: ReportedSeries;
  /** The status in the report before, when it was another one. */
  before: SeriesStatus | null;
  actions: SeriesActions;
  navigation: NavigationStore;
}>;

/** One series of a report: how it is, what is wrong in words, and the actions that mend it. */
export function ReportRow({ one, before, actions, navigation }: Props) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const say = useIssueWords();
  const name = seriesName(one);
  const { issues } = one;
  const mend: Readonly<Record<Mend, () => void>> = {
    download: () => actions.download(one),
    gaps: () => actions.showGaps(one),
    chart: () => actions.openChart(one),
    catalog: () => navigation.go({ screen: 'catalog' }),
    review: () => navigation.go({ screen: 'review' }),
  };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <StatusBadge status={one.status} />
        {before !== null && (
          <div className="ck-dim">{t('verify.was', { status: t(`status.${before}`) })}</div>
        )}
      </td>
      <td className="ck-number">{percent(one.coverage)}</td>
      <td className="ck-issues">
        {issues.length === 0 && <span className="ck-dim">{t('verify.noIssues')}</span>}
        {issues.map((issue) => (
          <p
            key={issue.code === 'said' ? issue.sentence : issue.code}
            lang={issue.code === 'said' ? 'en' : undefined}
          >
            {say(issue)}
          </p>
        ))}
      </td>
      <td className="ck-mends">
        {mendsOf(issues).map((kind) => (
          <Button
            key={kind}
            size="compact-xs"
            variant="default"
            aria-label={t('verify.mendOf', { action: t(`verify.mend.${kind}`), name })}
            onClick={mend[kind]}
          >
            {t(`verify.mend.${kind}`)}
          </Button>
        ))}
      </td>
    </tr>
  );
}

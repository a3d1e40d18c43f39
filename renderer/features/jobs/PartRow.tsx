import { useTranslation } from 'react-i18next';
import type { JobPart } from '../../../shared/domain/job.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { JobBadge } from '../../ui/StatusBadge.tsx';
import { partFraction } from './progress.ts';

type Props = Readonly<{ part: JobPart; isChosen: boolean; onChoose(): void }>;

/** How far one series of a job is. */
export function PartRow({ part, isChosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { count, percent, time, language } = useFormat();
  const problem = part.problem === null ? null : problemWords(part.problem, language);
  const name = `${part.symbol} ${part.timeframe}`;
  return (
    // The button in the first cell is the way in for the keyboard; the rest of the row is only a wider target.
    <tr aria-selected={isChosen} onClick={onChoose}>
      <td>
        <button
          type="button"
          className="ck-part-open"
          aria-expanded={isChosen}
          aria-label={t('jobs.showPages', { name })}
        >
          {name}
        </button>
      </td>
      <td>
        <JobBadge state={part.state} />
      </td>
      <td className="ck-number">{percent(partFraction(part))}</td>
      <td className="ck-number">{count(part.stored)}</td>
      <td className="ck-number">{part.reached === null ? '–' : time(part.reached)}</td>
      <td className="ck-cut" title={problem ?? undefined}>
        {problem}
      </td>
    </tr>
  );
}

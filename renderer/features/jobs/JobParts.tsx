import { useTranslation } from 'react-i18next';
import type { JobPart } from '../../../shared/domain/job.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { JobBadge } from '../../ui/StatusBadge.tsx';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { partFraction } from './progress.ts';

type Props = Readonly<{ parts: readonly JobPart[]; label: string }>;

const ROW_HEIGHT = 24;
const COLUMNS = ['series', 'state', 'progress', 'candles', 'reached', 'problem'] as const;

/** How far each series of a job is. */
export function JobParts({ parts, label }: Props) {
  const { t } = useTranslation();
  const { count, percent, time } = useFormat();
  const { host, first, end, above, below } = useWindowedRows(parts.length, ROW_HEIGHT);
  return (
    // Scrolled with the keyboard as well: a region that scrolls has to be reachable.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section ref={host} className="ck-parts" aria-label={label} tabIndex={0}>
      <table className="ck-table" aria-rowcount={parts.length + 1}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`jobs.part.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
          {parts.slice(first, end).map((part) => (
            <tr key={part.seriesId}>
              <td>
                {part.symbol} {part.timeframe}
              </td>
              <td>
                <JobBadge state={part.state} />
              </td>
              <td className="ck-number">{percent(partFraction(part))}</td>
              <td className="ck-number">{count(part.stored)}</td>
              <td className="ck-number">{part.reached === null ? '–' : time(part.reached)}</td>
              <td className="ck-cut" title={part.problem ?? undefined}>
                {part.problem ?? ''}
              </td>
            </tr>
          ))}
          {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
        </tbody>
      </table>
    </section>
  );
}

import { useTranslation } from 'react-i18next';
import type { TaskRun } from '../../../shared/domain/schedule.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { useRowHeight } from '../../ui/density.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { ExportLink } from './ExportLink.tsx';
import { ResultBadge } from './ResultBadge.tsx';
import { useSummary } from './useSummary.ts';

type Props = Readonly<{
  runs: readonly TaskRun[];
  nameOf: ReadonlyMap<TaskRun['taskId'], string>;
  onExport(exportId: number): void;
}>;

const COLUMNS = ['at', 'task', 'result', 'reason', 'took', 'summary'] as const;

/** The runs that match; only those that can be seen are drawn. */
export function RunTable({ runs, nameOf, onExport }: Props) {
  const { t } = useTranslation();
  const { time, duration } = useFormat();
  const summaryOf = useSummary();
  const height = useRowHeight();
  const { host, first, end, above, below } = useWindowedRows(runs.length, height);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard
    <section ref={host} className="ck-run-scroll" aria-label={t('schedule.history')} tabIndex={0}>
      {runs.length > 0 && (
        <table
          className="ck-table ck-run-table"
          aria-label={t('schedule.history')}
          aria-rowcount={runs.length + 1}
        >
          <thead>
            <tr aria-rowindex={1}>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" data-column={column}>
                  {t(`schedule.run.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {above > 0 && <tr className="ck-spacer" style={{ height: above }} />}
            {runs.slice(first, end).map((run, i) => {
              const summary = summaryOf(run) ?? '';
              return (
                <tr key={run.id} aria-rowindex={first + i + 2}>
                  <td className="ck-number">{time(run.startedAt)}</td>
                  <td className="ck-cut">{nameOf.get(run.taskId)}</td>
                  <td>
                    <ResultBadge result={run.result} />
                  </td>
                  <td title={t(`schedule.reasonHelp.${run.reason}`)}>{t(`schedule.reason.${run.reason}`)}</td>
                  <td className="ck-number">
                    {run.finishedAt === null ? '–' : duration(run.finishedAt - run.startedAt)}
                  </td>
                  <td className="ck-cut" title={summary}>
                    <ExportLink run={run} onExport={onExport} /> {summary}
                  </td>
                </tr>
              );
            })}
            {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
          </tbody>
        </table>
      )}
    </section>
  );
}

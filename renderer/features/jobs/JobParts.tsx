import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { useWindowedRows } from '../../ui/useWindowedRows.ts';
import { JobPages } from './JobPages.tsx';
import { PartRow } from './PartRow.tsx';

type Props = Readonly<{ client: DataClient; job: Job; label: string }>;

const ROW_HEIGHT = 24;
const COLUMNS = ['series', 'state', 'progress', 'candles', 'reached', 'problem'] as const;

/** How far each series of a job is, and the pages of the one that is chosen. */
export function JobParts({ client, job, label }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<SeriesId | null>(null);
  const { parts } = job;
  const { host, first, end, above, below } = useWindowedRows(parts.length, ROW_HEIGHT);
  const part = parts.find(({ seriesId }) => seriesId === chosen);
  return (
    <div className="ck-job-details">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard */}
      <section ref={host} className="ck-parts" aria-label={label} tabIndex={0}>
        <table className="ck-table" aria-label={label} aria-rowcount={parts.length + 1}>
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
            {parts.slice(first, end).map((one) => (
              <PartRow
                key={one.seriesId}
                part={one}
                isChosen={one.seriesId === chosen}
                onChoose={() => setChosen(one.seriesId === chosen ? null : one.seriesId)}
              />
            ))}
            {below > 0 && <tr className="ck-spacer" style={{ height: below }} />}
          </tbody>
        </table>
      </section>
      {part === undefined ? (
        <p className="ck-dim">{t('jobs.pagesHelp')}</p>
      ) : (
        <JobPages client={client} jobId={job.id} part={part} />
      )}
    </div>
  );
}

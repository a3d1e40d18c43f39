import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { JobId, JobPart } from '../../../shared/domain/job.ts';
import { useOwned } from '../../ui/useOwned.ts';
import { PagesTable } from './PagesTable.tsx';
import { createPagesStore, type PagesStore } from './pagesStore.ts';

type Props = Readonly<{ client: DataClient; jobId: JobId; part: JobPart }>;

/** The pages a job has fetched of one series: what was asked, what came, what became of it. */
export function JobPages({ client, jobId, part: { seriesId, symbol, timeframe } }: Props) {
  const { t } = useTranslation();
  const create = useCallback((): PagesStore => {
    const store = createPagesStore(client, jobId, seriesId);
    void store.load();
    return store;
  }, [client, jobId, seriesId]);
  const store = useOwned(create);
  const label = t('jobs.pagesOf', { name: `${symbol} ${timeframe}` });
  return store === null ? null : <PagesTable key={seriesId} store={store} label={label} />;
}

import { useStore } from 'zustand';
import { BackfillPanel } from '../features/backfill/BackfillPanel.tsx';
import { Details } from '../features/details/Details.tsx';
import { JobsPanel } from '../features/jobs/JobsPanel.tsx';
import { useJobNews } from '../features/jobs/useJobNews.ts';
import { FirstSteps } from '../features/series/FirstSteps.tsx';
import { SeriesPanel } from '../features/series/SeriesPanel.tsx';
import { AppHeader } from '../features/status/AppHeader.tsx';
import { ConnectionBanner, SimulatedBanner } from '../features/status/Banners.tsx';
import { StartFailure } from '../features/status/StartFailure.tsx';
import { VerifyDialog } from '../features/verify/VerifyDialog.tsx';
import { VerifyTools } from '../features/verify/VerifyTools.tsx';
import type { Stores } from './stores.ts';

type Props = Readonly<{ stores: Stores }>;

/** The first page: what to download, what is being downloaded, what is stored. */
export function Page({ stores }: Props) {
  const { status, settings, connection, backfill, catalog, search, jobs, coverage, table, details, verify } =
    stores;
  useJobNews(jobs);
  // A lost connection has its own banner and mends itself; any other error of the first call is a failed start.
  const startError = useStore(status, ({ info }) =>
    info.value === null && info.error !== null && info.error.code !== 'disconnected' ? info.error : null,
  );
  return (
    <div className="ck-page">
      <AppHeader status={status} settings={settings} />
      <SimulatedBanner status={status} />
      <ConnectionBanner connection={connection} />
      {startError === null ? (
        <main className="ck-main">
          <BackfillPanel store={backfill} catalog={catalog} search={search} />
          <JobsPanel store={jobs} />
          <SeriesPanel
            coverage={coverage}
            table={table}
            empty={<FirstSteps catalog={catalog} backfill={backfill} />}
            tools={<VerifyTools store={verify} />}
          />
          <Details
            store={details}
            coverage={coverage}
            catalog={catalog}
            table={table}
            verify={verify}
            backfill={backfill}
          />
        </main>
      ) : (
        <StartFailure error={startError} onRetry={stores.load} />
      )}
      <VerifyDialog store={verify} />
    </div>
  );
}

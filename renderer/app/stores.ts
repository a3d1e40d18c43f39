import type { DataClient } from '../../shared/contract/dataClient.ts';
import { createDisposables } from '../../shared/lib/disposable.ts';
import type { ClientPort } from '../bridge/clientPort.ts';
import { createBackfillStore } from '../features/backfill/backfillStore.ts';
import { createMarketSearchStore } from '../features/backfill/marketSearchStore.ts';
import { createDetailsStore } from '../features/details/detailsStore.ts';
import { createJobsStore } from '../features/jobs/jobsStore.ts';
import { createCatalogStore } from '../features/series/catalogStore.ts';
import { createCoverageStore } from '../features/series/coverageStore.ts';
import { createTableStore } from '../features/series/tableStore.ts';
import { createSettingsStore } from '../features/settings/settingsStore.ts';
import { createConnectionStore } from '../features/status/connectionStore.ts';
import { createStatusStore } from '../features/status/statusStore.ts';
import { createVerifyStore } from '../features/verify/verifyStore.ts';

export type Stores = ReturnType<typeof createStores>;

/** Makes the stores of one window, one a concern, and connects the few that follow each other. */
export function createStores(client: DataClient, port: ClientPort, window: Window) {
  const now = (): number => Date.now();
  const settings = createSettingsStore(window.localStorage, window.navigator.languages);
  const status = createStatusStore(client);
  const catalog = createCatalogStore(client);
  const coverage = createCoverageStore(client);
  const jobs = createJobsStore(client);
  const table = createTableStore();
  const details = createDetailsStore(client, now);
  const search = createMarketSearchStore(client);
  const backfill = createBackfillStore(client, now);
  const verify = createVerifyStore(client);

  /** Asks for everything the first page shows; again after a lost connection, because pushes were missed. */
  const load = (): void => {
    void Promise.all([status.load(), catalog.load(), coverage.load(), jobs.load()]);
  };
  const connection = createConnectionStore(port, load);

  const lifetime = createDisposables();
  const follow = (): void => {
    const { selected } = table.getState();
    details.show(coverage.getState().value?.find(({ id }) => id === selected) ?? null);
  };
  lifetime.add(table.subscribe(follow));
  lifetime.add(coverage.subscribe(follow));
  for (const store of [status, catalog, coverage, jobs, details, search, connection]) {
    lifetime.add(store.dispose);
  }
  return {
    settings,
    status,
    catalog,
    coverage,
    jobs,
    table,
    details,
    search,
    backfill,
    verify,
    connection,
    load,
    dispose: lifetime.disposeAll,
  };
}

import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { EventPayloads } from '../../shared/contract/events.ts';
import { createEmitter, type Emitter } from '../../shared/lib/emitter.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createListingFinder } from './backfill/listing.ts';
import { preparePart } from './backfill/preparePart.ts';
import { seedCatalog } from './catalog/catalogFile.ts';
import { createCatalogService } from './catalog/catalogService.ts';
import type { EngineContext } from './context.ts';
import { createExchangeClock } from './exchangeClock.ts';
import { type AppInfo, appHandlers } from './handlers/app.ts';
import { catalogHandlers } from './handlers/catalog.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { reportHandlers } from './handlers/reports.ts';
import { createJobService } from './jobs/jobService.ts';
import { createJournal } from './journal.ts';
import type { MarketFeeds } from './ports/feed.ts';
import type { CatalogFiles } from './ports/files.ts';
import type { StoreClient } from './ports/store.ts';
import { createPublisher } from './publisher.ts';

export type EnginePorts = Readonly<{
  store: StoreClient;
  feeds: MarketFeeds;
  files: CatalogFiles;
  clock: Clock;
  log: Log;
  info: AppInfo;
  /** The catalog a new store begins with, YAML. */
  seeds: string;
  /** Who is at the wheel, for the audit log. */
  actor: 'window' | 'cli';
  /** Whether jobs that the last run left unfinished go on by themselves. */
  resumeJobs: boolean;
}>;

export type Engine = Readonly<{
  handlers: Handlers;
  on: Emitter<EventPayloads>['on'];
  /** Parks the jobs and delivers the last events; the store and the feeds are the caller's to close. */
  stop(): Promise<void>;
}>;

/** Starts the application core on its ports: catalog seeded, jobs of the last run taken up again. */
export async function createEngine(ports: EnginePorts): Promise<Engine> {
  const { store, feeds, files, clock, log } = ports;
  const emitter = createEmitter<EventPayloads>((error, event) =>
    log.error('a listener failed', { event, error: String(error) }),
  );
  const { publish, flush } = createPublisher(emitter);
  const journal = createJournal(store.write, clock, log, publish, ports.actor);
  const exchangeClock = await createExchangeClock(store, feeds, clock, log);
  const context: EngineContext = { store, feeds, clock, exchangeClock, log, journal, publish };

  const catalog = createCatalogService(context);
  const listings = createListingFinder(context);
  const jobs = createJobService(context, async ({ part, signal }) =>
    preparePart(context, catalog, listings, await feeds.get(part.exchange), part, signal),
  );

  await seedCatalog(context, catalog, files, ports.seeds);
  if (store.crashed) {
    await journal.event(
      'warning',
      'store',
      'unclean-stop',
      'the program ended without closing its store; jobs go on where they were',
    );
  }
  if (ports.resumeJobs) await jobs.resumeStored();

  return {
    handlers: {
      ...appHandlers(context, jobs, ports.info),
      ...catalogHandlers(catalog, files),
      ...jobHandlers(context, catalog, jobs),
      ...reportHandlers(context),
    },
    on: emitter.on,
    stop: async () => {
      await jobs.park();
      flush();
    },
  };
}

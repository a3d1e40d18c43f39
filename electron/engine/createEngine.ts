import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { EventPayloads } from '../../shared/contract/events.ts';
import { createEmitter, type Emitter } from '../../shared/lib/emitter.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Timing } from '../platform/timing.ts';
import { createAlertService } from './alerts/alertService.ts';
import { createListingFinder } from './backfill/listing.ts';
import { preparePart } from './backfill/preparePart.ts';
import { seedCatalog } from './catalog/catalogFile.ts';
import { createCatalogService } from './catalog/catalogService.ts';
import type { EngineContext, Publish } from './context.ts';
import { createDerivedKeeper, type DerivedKeeper } from './derive/keeper.ts';
import { createExchangeClock } from './exchangeClock.ts';
import { createFeatureService } from './features/featureService.ts';
import { createFrameService } from './frames/frameService.ts';
import { createOutageExplainer } from './gaps/outages.ts';
import { alertHandlers } from './handlers/alerts.ts';
import { type AppInfo, appHandlers } from './handlers/app.ts';
import { catalogHandlers } from './handlers/catalog.ts';
import { deriveHandlers } from './handlers/derive.ts';
import { featureHandlers } from './handlers/features.ts';
import { frameHandlers } from './handlers/frames.ts';
import { gapHandlers } from './handlers/gaps.ts';
import { importHandlers } from './handlers/imports.ts';
import { jobHandlers } from './handlers/jobs.ts';
import { liveHandlers } from './handlers/live.ts';
import { qualityHandlers } from './handlers/quality.ts';
import { reportHandlers } from './handlers/reports.ts';
import { scheduleHandlers } from './handlers/schedule.ts';
import { createImportService } from './imports/importService.ts';
import { createJobService } from './jobs/jobService.ts';
import { createJournal } from './journal.ts';
import { createLive } from './live/createLive.ts';
import type { LiveService } from './live/liveService.ts';
import type { CandleArchive } from './ports/archive.ts';
import type { FeatureFiles } from './ports/features.ts';
import type { MarketFeeds } from './ports/feed.ts';
import type { CatalogFiles, ImportFiles } from './ports/files.ts';
import type { FrameMaker } from './ports/frames.ts';
import type { StoreClient } from './ports/store.ts';
import type { Surroundings } from './ports/surroundings.ts';
import { createPublisher } from './publisher.ts';
import { createAfterJob } from './quality/afterJob.ts';
import { createRetention } from './retention.ts';
import { createScheduleService } from './schedule/scheduleService.ts';
import { createTaskBodies } from './schedule/taskBodies.ts';

export type EnginePorts = Readonly<{
  store: StoreClient;
  feeds: MarketFeeds;
  archive: CandleArchive;
  files: CatalogFiles;
  importFiles: ImportFiles;
  featureFiles: FeatureFiles;
  frames: FrameMaker;
  clock: Clock;
  timing: Timing;
  surroundings: Surroundings;
  log: Log;
  info: AppInfo;
  /** The catalog a new store begins with, YAML. */
  seeds: string;
  /** Who is at the wheel, for the audit log. */
  actor: 'window' | 'cli';
  /** Whether jobs that the last run left unfinished go on by themselves. */
  resumeJobs: boolean;
  /** Whether live series, schedule and alerts run by themselves; the headless program starts what it was asked for. */
  background: boolean;
}>;

export type Engine = Readonly<{
  handlers: Handlers;
  on: Emitter<EventPayloads>['on'];
  /** Parks the jobs and delivers the last events; the store and the feeds are the caller's to close. */
  stop(): Promise<void>;
}>;

/** Starts the application core on its ports: catalog seeded, jobs of the last run taken up again. */
export async function createEngine(ports: EnginePorts): Promise<Engine> {
  const { store, feeds, files, clock, timing, log } = ports;
  const emitter = createEmitter<EventPayloads>((error, event) =>
    log.error('a listener failed', { event, error: String(error) }),
  );
  const { publish: gather, flush } = createPublisher(emitter);
  let live: LiveService | null = null;
  let keeper: DerivedKeeper | null = null;
  const publish: Publish = (event, payload) => {
    gather(event, payload);
    // At once, not with the gathered events: a removed series must not be asked for again.
    if (event === 'catalog.changed') live?.reconcile();
    if (event === 'coverage.changed') keeper?.poke();
  };
  const journal = createJournal(store.write, clock, log, publish, ports.actor);
  const exchangeClock = await createExchangeClock(store, feeds, clock, log);
  const context: EngineContext = { store, feeds, clock, timing, exchangeClock, log, journal, publish };

  const catalog = createCatalogService(context);
  const listings = createListingFinder(context);
  const outages = createOutageExplainer(context);
  const afterJob = createAfterJob(context);
  const archive = { archive: ports.archive, files: ports.importFiles };
  const jobs = createJobService(
    context,
    (running) => preparePart(context, catalog, listings, archive, running),
    async (job) => {
      await outages.afterJob(job);
      // With the causes that were just found.
      await afterJob.jobEnds(job);
    },
  );

  const imports = createImportService(context, catalog, ports.importFiles);
  await imports.mend();
  await seedCatalog(context, catalog, files, ports.seeds);
  if (store.crashed) {
    await journal.event('warning', 'store', { type: 'unclean-stop' });
  }
  keeper = createDerivedKeeper(context);
  const features = await createFeatureService({ context, keeper, files: ports.featureFiles });
  const frames = createFrameService(context, {
    maker: ports.frames,
    version: ports.info.version,
    keeps: true,
    onProgress: (progress) => publish('frames.progress', progress),
  });
  const bodies = createTaskBodies(context, jobs, outages, frames);
  const schedule = await createScheduleService(context, bodies);
  live = await createLive(context, ports.surroundings.power);
  const alerts = await createAlertService(context, {
    surroundings: ports.surroundings,
    live,
    schedule,
    jobs,
  });
  const retention = createRetention(context);
  // What the last run did not come to.
  keeper.poke();
  if (ports.resumeJobs) await jobs.resumeStored();
  if (ports.background) {
    void live.start();
    schedule.start();
    alerts.start();
    retention.start();
  }

  return {
    handlers: {
      ...appHandlers(context, jobs, ports.info),
      ...catalogHandlers(catalog, files),
      ...jobHandlers(context, catalog, jobs, live),
      ...reportHandlers(context, true, outages.explainAll),
      ...liveHandlers(live),
      ...gapHandlers(context, jobs),
      ...qualityHandlers(context),
      ...scheduleHandlers(schedule),
      ...alertHandlers(alerts),
      ...frameHandlers({ context, frames, schedule, dialogs: ports.surroundings.dialogs }),
      ...deriveHandlers(context),
      ...featureHandlers(features),
      ...importHandlers(context, imports, ports.importFiles, ports.surroundings.dialogs),
    },
    on: emitter.on,
    stop: async () => {
      await retention.stop();
      await alerts.stop();
      await schedule.stop();
      await live.stop();
      await jobs.park();
      await afterJob.stop();
      await keeper?.stop();
      flush();
    },
  };
}

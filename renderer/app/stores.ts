import type { DataClient } from '../../shared/contract/dataClient.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { ScheduledTask } from '../../shared/domain/schedule.ts';
import { createDisposables } from '../../shared/lib/disposable.ts';
import type { ClientPort } from '../bridge/clientPort.ts';
import { createAlertSettingsStore } from '../features/alerts/alertSettingsStore.ts';
import { createAlertsStore } from '../features/alerts/alertsStore.ts';
import { createBackfillStore } from '../features/backfill/backfillStore.ts';
import { createEstimateStore } from '../features/backfill/estimateStore.ts';
import { createMarketSearchStore } from '../features/backfill/marketSearchStore.ts';
import { createCatalogEdits } from '../features/catalog/catalogEdits.ts';
import type { Line } from '../features/catalog/entryState.ts';
import { createDetailsStore } from '../features/details/detailsStore.ts';
import { createFeaturesStore } from '../features/features/featuresStore.ts';
import { createAttentionStore } from '../features/frame/attentionStore.ts';
import { createFrameStore } from '../features/frame/frameStore.ts';
import { createNewsStore } from '../features/frame/newsStore.ts';
import { createBuilderStore } from '../features/frames/builderStore.ts';
import { createExportsStore } from '../features/frames/exportsStore.ts';
import { createPresetsStore } from '../features/frames/presetsStore.ts';
import { createRunStore } from '../features/frames/runStore.ts';
import { createGapsStore } from '../features/gaps/gapsStore.ts';
import { createHeatmapStore } from '../features/heatmap/heatmapStore.ts';
import { createImportHistoryStore } from '../features/import/importHistoryStore.ts';
import { createImportStore } from '../features/import/importStore.ts';
import { createInspectorStore } from '../features/inspector/inspectorStore.ts';
import { createJobsStore } from '../features/jobs/jobsStore.ts';
import { createLimitsStore } from '../features/limits/limitsStore.ts';
import { createLiveStore } from '../features/live/liveStore.ts';
import { createThroughput } from '../features/live/throughput.ts';
import { createPaletteStore } from '../features/palette/paletteStore.ts';
import { createQuotesStore } from '../features/quotes/quotesStore.ts';
import { createRecoverStore } from '../features/recover/recoverStore.ts';
import { createRepairStore } from '../features/repair/repairStore.ts';
import { createChecksStore } from '../features/review/checksStore.ts';
import { createReviewStore } from '../features/review/reviewStore.ts';
import { createScheduleStore } from '../features/schedule/scheduleStore.ts';
import { createCatalogStore } from '../features/series/catalogStore.ts';
import { createCoverageStore } from '../features/series/coverageStore.ts';
import { createRemovalStore } from '../features/series/removalStore.ts';
import { createTableStore } from '../features/series/tableStore.ts';
import { createSettingsStore, type Settings } from '../features/settings/settingsStore.ts';
import { createConnectionStore } from '../features/status/connectionStore.ts';
import { createStatusStore } from '../features/status/statusStore.ts';
import { createStretchMenuStore } from '../features/stretch/stretchMenuStore.ts';
import { createVerifyStore } from '../features/verify/verifyStore.ts';
import { createNavigationStore } from '../state/navigation.ts';
import { undos } from '../state/undo.ts';
import { keepPlace, keptPlace } from './keepPlace.ts';

export type Stores = ReturnType<typeof createStores>;

/** Makes the stores of one window, one a concern, and connects the few that follow each other. */
export function createStores(client: DataClient, port: ClientPort, window: Window) {
  const now = (): number => Date.now();
  const settings = createSettingsStore(window.localStorage, window.navigator.languages);
  const navigation = createNavigationStore(keptPlace(window.sessionStorage));
  const frame = createFrameStore();
  const news = createNewsStore(client, window.sessionStorage, now);
  const palette = createPaletteStore(window.localStorage);
  const recover = createRecoverStore(client);
  const status = createStatusStore(client);
  const catalog = createCatalogStore(client);
  const coverage = createCoverageStore(client);
  const jobs = createJobsStore(client);
  const table = createTableStore(window.localStorage);
  const details = createDetailsStore(client, now);
  const search = createMarketSearchStore(client);
  const backfill = createBackfillStore(client, now, window.localStorage);
  const estimate = createEstimateStore(client, backfill, now);
  const verify = createVerifyStore(client, now);
  const heatmap = createHeatmapStore(client, now);
  const gaps = createGapsStore(client);
  const menu = createStretchMenuStore();
  const repair = createRepairStore(client);
  const inspector = createInspectorStore(client);
  const checks = createChecksStore(client, now);
  const review = createReviewStore(client);
  const limits = createLimitsStore(client);
  const alerts = createAlertsStore(client);
  const live = createLiveStore(client);
  const throughput = createThroughput(live);
  const quotes = createQuotesStore(client);
  const attention = createAttentionStore(client, { coverage, jobs, live, alerts });
  const alertSettings = createAlertSettingsStore(client);
  const schedule = createScheduleStore(client);
  const features = createFeaturesStore(client, now);
  const imports = createImportStore(client);
  const importHistory = createImportHistoryStore(client);
  const frames = {
    builder: createBuilderStore(client, now),
    runs: createRunStore(client, now),
    exports: createExportsStore(client),
    presets: createPresetsStore(client, undos.undoable),
  };
  const scheduleRemoval = createRemovalStore<ScheduledTask>({
    undoable: undos.undoable,
    remove: (taskId) => client.call('schedule.remove', { taskId }),
    reload: schedule.load,
  });
  const removal = createRemovalStore<SeriesCoverage>({
    undoable: undos.undoable,
    remove: (seriesId, keepData) => client.call('series.remove', { seriesId, keepData }),
    reload: coverage.load,
  });
  const catalogEdits = createCatalogEdits(client);
  const catalogRemoval = createRemovalStore<Line>({
    undoable: undos.undoable,
    remove: (instrumentId, keepData) => client.call('catalog.remove', { instrumentId, keepData }),
    reload: catalog.load,
  });

  /** Tells the engine which language to write in what leaves the window. */
  const speak = ({ language }: Settings): void => void client.call('app.setLanguage', { language });
  /** Asks for what every screen shows; again after a lost connection, because pushes were missed. */
  const load = (): void => {
    void Promise.all([status.load(), catalog.load(), coverage.load(), jobs.load(), alerts.load()]);
    void Promise.all([live.load(), quotes.load(), attention.load()]);
    void alertSettings.load();
    speak(settings.getState());
    if (schedule.getState().tasks.value !== null) void schedule.load();
  };
  const connection = createConnectionStore(port, load);

  const lifetime = createDisposables();
  lifetime.add(keepPlace(navigation, window.sessionStorage));
  lifetime.add(
    settings.subscribe((now, before) => {
      if (now.language !== before.language) speak(now);
    }),
  );
  const follow = (): void => {
    const { selected } = table.getState();
    details.show(coverage.getState().value?.find(({ id }) => id === selected) ?? null);
  };
  lifetime.add(table.subscribe(follow));
  lifetime.add(coverage.subscribe(follow));
  for (const store of [
    status,
    catalog,
    coverage,
    jobs,
    details,
    search,
    connection,
    news,
    estimate,
    heatmap,
    gaps,
    repair,
    inspector,
    checks,
    review,
    alerts,
    schedule,
    features,
    imports,
    frames.builder,
    frames.runs,
    live,
    throughput,
    quotes,
    attention,
  ]) {
    lifetime.add(store.dispose);
  }
  return {
    client,
    menu,
    repair,
    inspector,
    checks,
    review,
    limits,
    settings,
    navigation,
    frame,
    news,
    palette,
    recover,
    undos,
    status,
    catalog,
    coverage,
    jobs,
    table,
    details,
    search,
    backfill,
    estimate,
    verify,
    heatmap,
    gaps,
    live,
    throughput,
    quotes,
    attention,
    alerts,
    alertSettings,
    schedule,
    features,
    frames,
    imports,
    importHistory,
    scheduleRemoval,
    removal,
    catalogEdits,
    catalogRemoval,
    connection,
    load,
    dispose: lifetime.disposeAll,
  };
}

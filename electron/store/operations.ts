import type { Interval } from '../../shared/domain/interval.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { ReadableDb, WritableDb } from './connection.ts';
import { createAggregateReader } from './repositories/aggregateCheck.ts';
import { createAlertReader, createAlertWriter } from './repositories/alerts.ts';
import { createBatchReader } from './repositories/batchReader.ts';
import { createCandleReader } from './repositories/candles.ts';
import { createCellReader } from './repositories/cells.ts';
import { createCheckReader, createCheckWriter } from './repositories/checkReports.ts';
import { createDerivedReader, createDerivedWriter } from './repositories/derived.ts';
import { createFeatureSource } from './repositories/featureSource.ts';
import { createFeatureReader, createFeatureWriter } from './repositories/features.ts';
import { createFrameReader, createFrameWriter } from './repositories/frames.ts';
import { createImportReader, createImportWriter } from './repositories/imports.ts';
import { createStoryReader } from './repositories/inspect.ts';
import { createInstrumentReader, createInstrumentWriter } from './repositories/instruments.ts';
import { createIntegrityReader, createIntegrityWriter } from './repositories/integrity.ts';
import { createJobReader, createJobWriter } from './repositories/jobs.ts';
import { createJournalReader, createJournalWriter } from './repositories/journal.ts';
import { createLedgerReader, createLedgerWriter, type GapFinding } from './repositories/ledger.ts';
import { createLiveReader, createLiveWriter } from './repositories/live.ts';
import { createOutageReader, createOutageWriter } from './repositories/outages.ts';
import { createPageWriter } from './repositories/pages.ts';
import { createReportReader, createReportWriter } from './repositories/reports.ts';
import { createRetentionWriter } from './repositories/retention.ts';
import { createReviewReader, createReviewWriter } from './repositories/reviews.ts';
import { createSeriesReader, createSeriesWriter } from './repositories/series.ts';
import { createStaleReader } from './repositories/stale.ts';
import { createSuspiciousReader, createSuspiciousWriter } from './repositories/suspiciousSearch.ts';
import { createTaskReader, createTaskWriter } from './repositories/tasks.ts';
import { createUndoWriter } from './repositories/undo.ts';
import { createStatements, type OnStatement } from './statements.ts';

/** Everything that can be asked of a reading thread. Arguments and results cross threads, so they are plain data. */
export function createReadOperations(db: ReadableDb, onStatement: OnStatement) {
  const statements = createStatements(db, onStatement);
  const candles = createCandleReader(statements);
  const instruments = createInstrumentReader(statements);
  const series = createSeriesReader(statements);
  const ledger = createLedgerReader(statements);
  const jobs = createJobReader(statements);
  const journal = createJournalReader(statements);
  const integrity = createIntegrityReader(statements);
  const reports = createReportReader(statements);
  const batches = createBatchReader(statements);
  const live = createLiveReader(statements);
  const outages = createOutageReader(statements);
  const reviews = createReviewReader(statements);
  const checks = createCheckReader(statements);
  const tasks = createTaskReader(statements);
  const alerts = createAlertReader(statements);
  const imports = createImportReader(statements);
  const features = createFeatureReader(statements);
  return {
    instruments: instruments.list,
    instrument: instruments.get,
    series: series.list,
    seriesLedgers: series.ledgers,
    gaps: series.gaps,
    coverageDays: series.days,
    coverageCells: createCellReader(statements).cells,
    batches: batches.ofSeries,
    batchesOfJob: batches.ofJob,
    batch: batches.get,
    liveSeries: live.series,
    ingestion: live.statuses,
    candlesBefore: candles.before,
    candlesAfter: candles.after,
    candlesWithin: candles.within,
    firstCandle: (id: SeriesId): number | null => candles.edges(id)[0],
    ledgerRange: ledger.range,
    ledgerGaps: ledger.gaps,
    venueSilence: outages.silence,
    outageMark: outages.mark,
    newestJobs: jobs.newest,
    openJobs: jobs.open,
    job: jobs.get,
    events: journal.events,
    audit: journal.audit,
    state: journal.state,
    reports: reports.newest,
    report: reports.get,
    tasks: tasks.all,
    taskRuns: tasks.runs,
    alerts: alerts.newest,
    unresolvedAlerts: alerts.unresolved,
    openAlerts: alerts.open,
    alertRules: alerts.rules,
    alertChannels: alerts.channels,
    reviewItems: reviews.list,
    openReviewItems: reviews.open,
    checkReports: checks.reports,
    canaryTotals: checks.canaryTotals,
    imports: imports.newest,
    importRun: imports.get,
    importSeries: imports.series,
    importFirstBatch: imports.firstBatch,
    candleStory: createStoryReader(statements).story,
    ...createFrameReader(statements),
    ...createAggregateReader(statements),
    ...createSuspiciousReader(statements),
    ...createDerivedReader(statements),
    ...createFeatureSource(statements),
    stale: createStaleReader(statements).all,
    featureSums: features.sums,
    featureDays: features.days,
    featureRows: features.rows,
    featuresLastBuilt: features.lastBuilt,
    deepCheck: integrity.deepCheck,
    deepCheckStep: integrity.deepCheckStep,
    checkFile: integrity.checkFile,
    storeBytes: (): number => {
      const [pages, size] = ['page_count', 'page_size'].map(
        (name) => db.pragma(name, { simple: true }) as number,
      );
      return pages! * size!;
    },
  };
}

/** Everything that changes the store; only the writer thread has these. */
export function createWriteOperations(db: WritableDb, onStatement: OnStatement) {
  const statements = createStatements(db, onStatement);
  const instruments = createInstrumentWriter(statements);
  const series = createSeriesWriter(db, statements);
  const ledger = createLedgerWriter(statements);
  const jobs = createJobWriter(db, statements);
  const journal = createJournalWriter(statements);
  const live = createLiveWriter(db, statements);
  const integrity = createIntegrityWriter(db, statements);
  const reviews = createReviewWriter(db, statements);
  const checks = createCheckWriter(db, statements);
  const tasks = createTaskWriter(db, statements);
  const alerts = createAlertWriter(db, statements);
  const imports = createImportWriter(db, statements);
  const undo = createUndoWriter(db, statements);
  const features = createFeatureWriter(db, statements);
  const whole = <Args extends unknown[]>(work: (...args: Args) => void) => {
    const transaction = db.transaction(work);
    return (...args: Args): void => transaction.immediate(...args);
  };
  return {
    writePage: createPageWriter(db, statements).write,
    extendLedger: whole((id: SeriesId, wanted: Interval, now: EpochMs) => ledger.extend(id, wanted, now)),
    endLedger: whole((id: SeriesId, until: EpochMs) => ledger.clipAfter(id, until)),
    clipLedger: whole((id: SeriesId, from: EpochMs) => ledger.clipBefore(id, from)),
    explainGap: whole((id: SeriesId, finding: GapFinding, now: EpochMs) => ledger.explain(id, finding, now)),
    noteDowntime: whole(ledger.noteDowntime),
    reopenGaps: whole((id: SeriesId, where: Interval, now: EpochMs) => ledger.reopen(id, where, now)),
    applyOutages: createOutageWriter(db, statements).apply,
    undoPages: undo.job.undo,
    undoImport: undo.import.undo,
    addImport: imports.add,
    updateImport: imports.update,
    updateImportFile: imports.updateFile,
    setJobUndone: jobs.setUndone,
    rebuildLedgers: integrity.rebuildLedgers,
    addInstrument: instruments.add,
    completeInstrument: instruments.complete,
    setInstrumentActive: instruments.setActive,
    setListing: instruments.setListing,
    setSector: instruments.setSector,
    removeInstrument: instruments.remove,
    trackSeries: series.track,
    setSeriesTracked: series.setTracked,
    setSeriesAside: series.setAside,
    removeSeries: series.remove,
    addJob: jobs.add,
    updateJob: jobs.update,
    updateJobPart: jobs.updatePart,
    addEvent: journal.addEvent,
    setLive: live.set,
    saveIngestion: live.save,
    addAudit: journal.addAudit,
    ...createRetentionWriter(db, statements),
    setState: journal.setState,
    addTask: tasks.add,
    seedTasks: tasks.seed,
    updateTask: tasks.update,
    removeTask: tasks.remove,
    startTaskRun: tasks.startRun,
    endTaskRun: tasks.endRun,
    endOpenTaskRuns: tasks.endOpenRuns,
    raiseAlert: alerts.raise,
    resolveAlerts: alerts.resolve,
    acknowledgeAlerts: alerts.acknowledge,
    setAlertRule: alerts.setRule,
    setAlertChannel: alerts.setChannel,
    setAlertChannelResult: alerts.setChannelResult,
    addReport: createReportWriter(statements).add,
    addReviewItems: reviews.add,
    decideReviewItems: reviews.decide,
    addCheckReport: checks.add,
    addCanaryDay: checks.addCanaryDay,
    ...createFrameWriter(statements),
    ...createSuspiciousWriter(statements),
    ...createDerivedWriter(db, statements),
    writeFeatures: features.write,
    setSeriesFeatures: features.setEnabled,
    syncFeatureCatalog: features.sync,
    settleStale: features.settle,
  };
}

export type ReadOperations = ReturnType<typeof createReadOperations>;
export type WriteOperations = ReturnType<typeof createWriteOperations>;

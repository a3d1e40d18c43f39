import type { Interval } from '../../shared/domain/interval.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import type { ReadableDb, WritableDb } from './connection.ts';
import { createBatchReader } from './repositories/batchReader.ts';
import { createCandleReader } from './repositories/candles.ts';
import { createCellReader } from './repositories/cells.ts';
import { createInstrumentReader, createInstrumentWriter } from './repositories/instruments.ts';
import { createIntegrityReader, createIntegrityWriter } from './repositories/integrity.ts';
import { createJobReader, createJobWriter } from './repositories/jobs.ts';
import { createJournalReader, createJournalWriter } from './repositories/journal.ts';
import { createLedgerReader, createLedgerWriter } from './repositories/ledger.ts';
import { createPageWriter } from './repositories/pages.ts';
import { createReportReader, createReportWriter } from './repositories/reports.ts';
import { createSeriesReader, createSeriesWriter } from './repositories/series.ts';
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
  return {
    instruments: instruments.list,
    instrument: instruments.get,
    series: series.list,
    seriesLedgers: series.ledgers,
    gaps: series.gaps,
    coverageDays: series.days,
    coverageCells: createCellReader(statements).cells,
    batches: createBatchReader(statements).ofSeries,
    candlesBefore: candles.before,
    candlesAfter: candles.after,
    candlesWithin: candles.within,
    ledgerRange: ledger.range,
    ledgerGaps: ledger.gaps,
    newestJobs: jobs.newest,
    openJobs: jobs.open,
    job: jobs.get,
    events: journal.events,
    audit: journal.audit,
    state: journal.state,
    reports: reports.newest,
    report: reports.get,
    deepCheck: integrity.deepCheck,
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
  const integrity = createIntegrityWriter(db, statements);
  const whole = <Args extends unknown[]>(work: (...args: Args) => void) => {
    const transaction = db.transaction(work);
    return (...args: Args): void => transaction.immediate(...args);
  };
  return {
    writePage: createPageWriter(db, statements).write,
    extendLedger: whole((id: SeriesId, wanted: Interval, now: EpochMs) => ledger.extend(id, wanted, now)),
    clipLedger: whole((id: SeriesId, from: EpochMs) => ledger.clipBefore(id, from)),
    explainGap: whole(ledger.explain),
    reopenGaps: whole((id: SeriesId, where: Interval, now: EpochMs) => ledger.reopen(id, where, now)),
    rebuildLedgers: integrity.rebuildLedgers,
    addInstrument: instruments.add,
    completeInstrument: instruments.complete,
    setInstrumentActive: instruments.setActive,
    setListing: instruments.setListing,
    removeInstrument: instruments.remove,
    trackSeries: series.track,
    setSeriesTracked: series.setTracked,
    removeSeries: series.remove,
    addJob: jobs.add,
    updateJob: jobs.update,
    updateJobPart: jobs.updatePart,
    addEvent: journal.addEvent,
    addAudit: journal.addAudit,
    setState: journal.setState,
    addReport: createReportWriter(statements).add,
  };
}

export type ReadOperations = ReturnType<typeof createReadOperations>;
export type WriteOperations = ReturnType<typeof createWriteOperations>;

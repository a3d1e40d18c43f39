export type { NewInstrument } from '../../store/repositories/instruments.ts';
export type { PartChange, StoredJob } from '../../store/repositories/jobs.ts';
export type { LedgerGap } from '../../store/repositories/ledger.ts';
export type { PageOutcome, PageWrite } from '../../store/repositories/pages.ts';
export type { StoreClient, StoreReads, StoreWrites } from '../../store/storeClient.ts';

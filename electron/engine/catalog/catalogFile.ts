import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { EngineContext } from '../context.ts';
import type { CatalogFileEntry, CatalogFiles } from '../ports/files.ts';
import type { CatalogService } from './catalogService.ts';

type ImportReport = CallResponse<'catalog.import'>;
type Known = Awaited<ReturnType<CatalogService['list']>>[number];

/** ccxt's unified symbol of a linear perpetual: settled in its quote currency. */
const unifiedOf = ({ base, quote }: CatalogFileEntry): string => `${base}/${quote}:${quote}`;

function isSame(known: Known, entry: CatalogFileEntry): boolean {
  const tracked = known.series.filter((one) => one.tracked);
  return (
    known.isActive === entry.isActive &&
    (entry.sector === undefined || known.sector === entry.sector) &&
    tracked.length === entry.timeframes.length &&
    entry.timeframes.every(({ timeframe, days }) =>
      tracked.some((one) => one.timeframe === timeframe && one.historyDays === days),
    )
  );
}

/** Brings the catalog to what the file says; symbols the file does not name are left alone. */
export async function importCatalog(
  catalog: CatalogService,
  files: CatalogFiles,
  text: string,
): Promise<ImportReport> {
  const { entries, problems } = files.parse(text);
  const known = await catalog.list();
  const report = { added: 0, changed: 0, unchanged: 0 };
  for (const entry of entries) {
    const existing = known.find((one) => one.exchange === entry.exchange && one.symbol === entry.symbol);
    if (existing !== undefined && isSame(existing, entry)) {
      report.unchanged += 1;
      continue;
    }
    const { exchange, symbol, base, quote } = entry;
    const id =
      existing?.id ??
      (await catalog.put({ exchange, symbol, base, quote, unified: unifiedOf(entry) }, [], true));
    await catalog.setTimeframes(id, entry.timeframes);
    if (!entry.isActive || existing?.isActive === false) await catalog.setActive(id, entry.isActive);
    if (entry.sector !== undefined && existing?.sector !== entry.sector)
      await catalog.setSector(id, entry.sector);
    if (existing === undefined) report.added += 1;
    else report.changed += 1;
  }
  return { ...report, refused: [...problems] };
}

/**
 * Puts the suggested symbols into an empty catalog, untracked: they are there to choose from, and nothing is called
 * missing before somebody asked for it.
 */
export async function seedCatalog(
  { store, log, clock }: EngineContext,
  catalog: CatalogService,
  files: CatalogFiles,
  text: string,
): Promise<void> {
  const SEEDED = 'catalog.seeded';
  if ((await store.read.state(SEEDED)) !== null) return seedSectors(store, clock, files, text);
  const { entries, problems } = files.parse(text);
  for (const { line, message } of problems)
    log.warn('the seed catalog has a line that cannot be used', { line, message });
  for (const entry of entries) {
    const { exchange, symbol, base, quote, timeframes, sector } = entry;
    const unified = unifiedOf(entry);
    const id = await catalog.put({ exchange, symbol, base, quote, unified }, timeframes, false);
    if (sector !== undefined) await store.write.setSector(id, sector, clock.now());
  }
  await store.write.setState(SEEDED, 'true', clock.now());
}

/** Symbols of a store from before there were sectors get that of the seeds, on every exchange; others keep theirs. */
async function seedSectors(
  store: EngineContext['store'],
  clock: EngineContext['clock'],
  files: CatalogFiles,
  text: string,
): Promise<void> {
  const sectors = new Map(files.parse(text).entries.map(({ symbol, sector }) => [symbol, sector]));
  for (const { id, symbol, sector } of await store.read.instruments()) {
    const suggested = sectors.get(symbol);
    if (sector === undefined && suggested !== undefined)
      await store.write.setSector(id, suggested, clock.now());
  }
}

import { Command, CommanderError } from 'commander';
import { DEFAULT_EXCHANGE } from '../shared/domain/exchange.ts';
import { backfill } from './cli/commands/backfill.ts';
import { exportCatalog, importCatalog, listCatalog } from './cli/commands/catalog.ts';
import { coverage, gaps } from './cli/commands/coverage.ts';
import { status } from './cli/commands/status.ts';
import { restoreStore, salvage } from './cli/commands/store.ts';
import { verify } from './cli/commands/verify.ts';
import { CommandFailure, explain } from './cli/failure.ts';
import { dayCount, exchangeName, moment, symbolList, timeframeList, withHyphens } from './cli/options.ts';
import { createOutput } from './cli/output.ts';
import type { Run } from './cli/program.ts';
import { BackendStartError } from './engine/ports/backend.ts';
import { createFileLog } from './platform/fileLog.ts';
import { defaultDataDir } from './platform/paths.ts';
import { programVersion } from './resources.ts';

const USAGE_ERROR = 2;

const interruption = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    interruption.abort();
    // A second request means it: the store survives that too.
    process.once(name, () => process.exit(130));
  });
}

type GlobalOptions = Readonly<{ json?: boolean; dataDir?: string }>;

/** Hangs a command's work on its command line. */
function serve<Options>(command: Command, run: Run<Options>, positional: readonly string[] = []): void {
  command.action(async (...given: unknown[]) => {
    const { json, dataDir: named, ...options } = command.optsWithGlobals<GlobalOptions>();
    const args = Object.fromEntries(positional.map((name, i) => [name, given[i]]));
    const dataDir = named ?? defaultDataDir();
    const output = createOutput(json === true);
    const log = createFileLog({ dataDir, console: process.stderr.isTTY ? 'silent' : 'info' });
    const session = { dataDir, version: programVersion(), output, log, signal: interruption.signal };
    try {
      process.exitCode = await run(session, { ...options, ...args } as Options);
    } catch (error) {
      if (!(error instanceof CommandFailure) && !(error instanceof BackendStartError)) throw error;
      output.note(`error: ${error instanceof BackendStartError ? explain(error.reason) : error.message}`);
      process.exitCode = 1;
    }
  });
}

const program = new Command('candlekeep')
  .description('Candles, orders and fills of one trader, kept on this PC and proven complete.')
  .version(programVersion())
  .option('--json', 'print one JSON document on stdout; logs go to stderr')
  .option(
    '--data-dir <dir>',
    'folder of the store (default: CANDLEKEEP_DATA_DIR, or the folder of this user)',
  )
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

const filtered = (command: Command): Command =>
  command
    .option('--exchange <name>', 'only this exchange', exchangeName)
    .option('--symbols <list>', 'only these symbols, like BTCUSDT,ETHUSDT', symbolList)
    .option('--timeframes <list>', 'only these timeframes, like 1m,1h', timeframeList);

const catalog = program.command('catalog').description('the symbol catalog');
serve(catalog.command('list').description('every symbol with its timeframes'), listCatalog);
serve(
  catalog.command('import').description('bring the catalog to what a YAML file says').argument('<file>'),
  importCatalog,
  ['file'],
);
serve(catalog.command('export').description('write the catalog as YAML').argument('<file>'), exportCatalog, [
  'file',
]);

serve(
  program
    .command('backfill')
    .description('download history; goes on where it stopped')
    .requiredOption('--symbols <list>', 'symbols, like BTCUSDT,ETHUSDT', symbolList)
    .requiredOption('--timeframes <list>', 'timeframes, like 1m,1h', timeframeList)
    .option('--exchange <name>', 'bitget or binance', exchangeName, DEFAULT_EXCHANGE)
    .option('--days <n>', 'days of history (default: by timeframe)', dayCount)
    .option('--from <time>', 'start of a range, like 2026-03-01 (UTC)', moment)
    .option('--to <time>', 'end of a range, exclusive', moment)
    .option('--verify', 'verify afterwards'),
  backfill,
);
serve(filtered(program.command('coverage').description('what is stored')), coverage);
serve(filtered(program.command('gaps').description('what is missing, and why')), gaps);
serve(
  filtered(program.command('verify').description('ok, missing, stale or incomplete, per series')).option(
    '--deep',
    'also read every candle and compare it with the ledgers',
  ),
  verify,
);
serve(program.command('status').description('jobs, series and the size of the store'), status);

const store = program.command('store').description('help for a store that does not open');
serve(store.command('restore').description('go back to the newest good backup'), restoreStore);
serve(store.command('salvage').description('build a new store out of what can still be read'), salvage);

try {
  await program.parseAsync(withHyphens(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
}

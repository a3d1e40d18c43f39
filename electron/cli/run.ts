import { Command, CommanderError, Option } from 'commander';
import { DEFAULT_EXCHANGE } from '../../shared/domain/exchange.ts';
import { programVersion } from '../resources.ts';
import { backfill } from './commands/backfill.ts';
import { exportCatalog, importCatalog, listCatalog } from './commands/catalog.ts';
import { coverage, gaps } from './commands/coverage.ts';
import { live } from './commands/live.ts';
import { repair } from './commands/repair.ts';
import { status } from './commands/status.ts';
import { rebuildStore, restoreStore, salvage } from './commands/store.ts';
import { verify } from './commands/verify.ts';
import { interruption } from './interruption.ts';
import {
  checkList,
  dayCount,
  exchangeName,
  ingestionMode,
  moment,
  secondCount,
  symbolList,
  timeframeList,
  withHyphens,
} from './options.ts';
import { createServe, INTERRUPTED } from './serve.ts';
import { sayWhatIsAllowed } from './usage.ts';

const USAGE_ERROR = 2;

/** Returns the command line: which commands there are, and what each of them takes. */
function commandLine(serve: ReturnType<typeof createServe>): Command {
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
  serve(
    catalog.command('export').description('write the catalog as YAML').argument('<file>'),
    exportCatalog,
    ['file'],
  );

  serve(
    program
      .command('backfill')
      .description('download history; goes on where it stopped')
      .requiredOption('--symbols <list>', 'symbols, like BTCUSDT,ETHUSDT', symbolList)
      .requiredOption('--timeframes <list>', 'timeframes, like 1m,1h', timeframeList)
      .option('--exchange <name>', 'bitget or binance', exchangeName, DEFAULT_EXCHANGE)
      .addOption(
        new Option('--days <n>', 'days of history (default: by timeframe)')
          .argParser(dayCount)
          .conflicts(['from', 'to']),
      )
      .option('--from <time>', 'start of a range, like 2026-03-01 (UTC)', moment)
      .option('--to <time>', 'end of a range, exclusive', moment)
      .option('--verify', 'verify afterwards'),
    backfill,
  );
  serve(filtered(program.command('coverage').description('what is stored')), coverage);
  serve(filtered(program.command('gaps').description('what is missing, and why')), gaps);
  serve(
    filtered(program.command('verify').description('ok, missing, stale or incomplete, per series'))
      .option('--deep', 'also read every candle and compare it with the ledgers')
      .option(
        '--check <kind>',
        'also run a deep check: ledger, aggregate, suspicious, or canary (fetches random days again); repeatable',
        checkList,
      ),
    verify,
  );
  serve(
    filtered(program.command('repair').description('fill gaps, the plan first'))
      .option('--dry-run', 'print the plan and ask for nothing')
      .option('--second-source', "take the other venue's candles where the venue has none; they are marked"),
    repair,
  );
  serve(
    program
      .command('live')
      .description('keep series current without a window, until Ctrl-C')
      .requiredOption('--symbols <list>', 'symbols, like BTCUSDT,ETHUSDT', symbolList)
      .requiredOption('--timeframes <list>', 'timeframes, like 1m,1h', timeframeList)
      .option('--exchange <name>', 'bitget or binance', exchangeName, DEFAULT_EXCHANGE)
      .option('--mode <mode>', 'websocket or polling (default: as in the window)', ingestionMode)
      .option('--for <seconds>', 'stop after so many seconds', secondCount),
    live,
  );
  serve(program.command('status').description('jobs, series and the size of the store'), status);

  const store = program
    .command('store')
    .description('help for a store that does not open, or contradicts itself');
  serve(store.command('rebuild').description('make the ledgers say what the candles say'), rebuildStore);
  serve(store.command('restore').description('go back to the newest good backup'), restoreStore);
  serve(store.command('salvage').description('build a new store out of what can still be read'), salvage);

  sayWhatIsAllowed(program);
  return program;
}

/** Runs one command of the headless program and returns its exit code. */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = commandLine(createServe(interruption(INTERRUPTED)));
  // Whoever reads the answer may have heard enough (`| head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    await program.parseAsync(withHyphens(args), { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : USAGE_ERROR;
  }
}

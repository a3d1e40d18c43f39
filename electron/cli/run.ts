import { Command, CommanderError, Option } from 'commander';
import { DEFAULT_EXCHANGE } from '../../shared/domain/exchange.ts';
import { programVersion } from '../resources.ts';
import { align } from './commands/align.ts';
import { backfill } from './commands/backfill.ts';
import { exportCatalog, importCatalog, listCatalog } from './commands/catalog.ts';
import { coverage, gaps } from './commands/coverage.ts';
import { derive } from './commands/derive.ts';
import { buildFeatures, listFeatures } from './commands/features.ts';
import { importFiles } from './commands/import.ts';
import { live } from './commands/live.ts';
import { repair } from './commands/repair.ts';
import { status } from './commands/status.ts';
import { rebuildStore, restoreStore, salvage } from './commands/store.ts';
import { verify } from './commands/verify.ts';
import { decimalCount, featureList, indicatorList, joinList } from './frameOptions.ts';
import { interruption } from './interruption.ts';
import {
  checkList,
  conflictRule,
  dayCount,
  exchangeName,
  ingestionMode,
  moment,
  oneSymbol,
  oneTimeframe,
  secondCount,
  sourceName,
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
      .option(
        '--source <name>',
        "exchange, or archive: files of Binance's public archive first, then the exchange for the rest",
        sourceName,
        'exchange',
      )
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
  serve(
    program
      .command('import')
      .description('candles out of files or folders: CSV, ZIP, JSON, feather, Parquet')
      .argument('<files...>')
      .option('--exchange <name>', 'bitget or binance, where the file does not say', exchangeName)
      .option('--symbol <name>', 'of all the files, like BTCUSDT', oneSymbol)
      .option('--timeframe <tf>', 'of all the files, like 1h', oneTimeframe)
      .option(
        '--conflict <rule>',
        'candles stored with other values: keep (default), take, or separate (a symbol of its own)',
        conflictRule,
      )
      .option('--dry-run', 'look at the files and change nothing'),
    importFiles,
    ['files'],
  );
  serve(
    program
      .command('align')
      .description('write a leak-proof frame of several timeframes, as .csv or .parquet, with its passport')
      .option('--exchange <name>', 'bitget or binance', exchangeName, DEFAULT_EXCHANGE)
      .option('--symbol <symbol>', 'the symbol, like ETHUSDT', symbolList)
      .option('--base-tf <timeframe>', 'the timeframe of the rows, like 1m', timeframeList)
      .option('--with <list>', 'candles to join, like 5m,1h,BTCUSDT/1h', joinList)
      .option('--indicators <list>', 'indicators, like sma:20,rsi:14,1h/rsi:14', indicatorList)
      .option('--features <list>', 'features, like returns_5,1h/volatility_20', featureList)
      .option('--from <time>', 'first row, like 2026-03-01 (UTC; default: all there is)', moment)
      .option('--to <time>', 'end of the rows, exclusive', moment)
      .option('--out <file>', 'the file; its name ends in .csv or .parquet')
      .option('--overwrite', 'replace the file if it is there')
      .option('--leak-test', 'test that no row knows the future; exit code 1 where one does')
      .option('--available-at', 'add when each joined candle opened and became known')
      .option('--forming', 'add the joined candle that is forming, made of closed ones only')
      .option('--fill', 'fill holes of the rows with flat candles, marked in is_filled')
      .option('--keep-warmup', 'keep rows in which an indicator has no value yet')
      .addOption(new Option('--separator <sign>', 'between cells').choices([',', ';', 'tab']))
      .addOption(new Option('--time <form>', 'of times in CSV').choices(['iso', 'ms', 's']))
      .option('--decimals <n>', 'digits after the point in CSV (default: all that count)', decimalCount)
      .option('--no-header', 'leave out the line of names in CSV')
      .addOption(
        new Option(
          '--preset <name>',
          'a frame that is kept in the window; without --out into the exports folder of the data directory',
        ).conflicts([
          ...['symbol', 'baseTf', 'with', 'indicators', 'features', 'availableAt', 'forming', 'fill'],
          ...['keepWarmup', 'separator', 'time', 'decimals', 'check'],
        ]),
      )
      .option('--list-presets', 'list the frames that are kept')
      .addOption(
        new Option('--check <passport>', 'build the frame of a passport again and compare').conflicts('out'),
      ),
    align,
  );
  serve(
    program
      .command('derive')
      .description('make a timeframe out of a finer one, and compare it with the venue')
      .requiredOption('--symbol <name>', 'like BTCUSDT', oneSymbol)
      .requiredOption('--from-tf <tf>', 'the finer timeframe, like 1m', oneTimeframe)
      .requiredOption('--to-tf <tf>', 'the coarser one, like 1h', oneTimeframe)
      .option('--exchange <name>', 'bitget or binance', exchangeName, DEFAULT_EXCHANGE)
      .option('--keep', 'keep it up to date from now on')
      .option('--reconcile', "compare it with the venue's own candles, field by field"),
    derive,
  );
  const features = program.command('features').description('features of candles');
  serve(
    filtered(features.command('build').description('compute what is missing or out of date'))
      .option('--parquet', 'also write the Parquet partitions in the data directory')
      .option('--all', 'compute everything again'),
    buildFeatures,
  );
  serve(features.command('list').description('the catalog, and which series keep features'), listFeatures);
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

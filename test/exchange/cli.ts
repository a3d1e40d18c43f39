import { Command } from 'commander';
import { readOptions } from './cliOptions.ts';
import { startExchange } from './start.ts';

const DESCRIPTION = `Runs Bitget and Binance USD-M futures on 127.0.0.1 for tests and demos.
Point the program at it with CANDLEKEEP_BITGET_URL and CANDLEKEEP_BINANCE_URL; Binance's archive of files is at the
latter too, unless CANDLEKEEP_ARCHIVE_URL names another address.
While it runs: GET or POST /__admin/faults, clock, requests, truth, settings, listings, sockets.`;

const program = new Command('exchange')
  .description(DESCRIPTION)
  .option('--port <number>', 'loopback port; 0 takes a free one', '0')
  .option('--seed <number>', 'seed of the candles and of the dice of faults', '1')
  .option('--symbols <list>', 'contracts, such as BTCUSDT,ETHUSDT (a dozen unless given)')
  .option('--listed <SYMBOL=DATE...>', 'listing dates')
  .option('--delisted <SYMBOL=DATE...>', 'delisting dates')
  .option('--now <time>', 'virtual time at the start, ISO 8601 (the PC clock unless given)')
  .option('--speed <factor>', 'virtual seconds per real second; 0 stands still', '1')
  .option('--inclusive', 'Bitget pages include the candle that opens at endTime')
  .option('--file <SYMBOL:TIMEFRAME:PATH...>', 'real candles: a Binance kline CSV, plain or .gz')
  .option('--shift <duration>', 'shift of the files: 90d, 12h, 30m, milliseconds, or "now" to end them now')
  .option('--faults <json>', 'fault rules, one or an array, as POST /__admin/faults takes them')
  .option('--fault-rate <share>', 'share of requests struck by mixed transient faults, 0 to 1')
  .option('--latency <ms>', 'real milliseconds before every answer', '0')
  .option('--skew <ms>', "how far the venues' clocks are ahead of virtual time", '0')
  .option('--push <ms>', 'real milliseconds between WebSocket pushes', '500')
  .option('--rate-limits', "refuse what the venues' documented rate limits refuse");

async function main(): Promise<void> {
  const exchange = await startExchange(await readOptions(program.parse().opts()));
  process.stdout.write(`Exchange emulator on ${exchange.url}\n`);
  const stop = (): void => void exchange.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

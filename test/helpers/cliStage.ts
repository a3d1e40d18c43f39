import { afterEach, beforeAll } from 'vitest';
import { type ExchangeEmulator, type ExchangeOptions, startExchange } from '../exchange/index.ts';
import {
  type CliEnvironment,
  type CliProcess,
  type CliResult,
  cliCommand,
  ensureCliBuilt,
  startCli,
} from './builtCli.ts';
import { makeTempDir } from './tempDir.ts';

export type { CliProcess };

export type CliStage = Readonly<{
  exchange: ExchangeEmulator;
  dataDir: string;
  env: CliEnvironment;
  /** Runs a command to its end on the stage's data directory and emulator. */
  run(...args: string[]): Promise<CliResult>;
  /** Runs a command with --json and returns the one document on stdout with the exit code. */
  json(...args: string[]): Promise<{ code: number | null; document: unknown }>;
  start(...args: string[]): CliProcess;
  command(...args: string[]): string[];
}>;

const ended: (() => Promise<unknown> | unknown)[] = [];

/** Builds the program before the first test of a file, and clears away behind every test. */
export function prepareBuiltCli(): void {
  beforeAll(ensureCliBuilt, 120_000);
  afterEach(async () => {
    for (const end of ended.splice(0).reverse()) await end();
  });
}

/** Sets up an emulator that both venues are served by and an empty data directory. */
export async function setCliStage(options: ExchangeOptions = {}): Promise<CliStage> {
  const exchange = await startExchange({ symbols: ['BTCUSDT', 'ETHUSDT'], ...options });
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= exchange.close();
    return closing;
  };
  ended.push(close);
  const dir = makeTempDir();
  ended.push(dir.remove);
  const env = {
    CANDLEKEEP_BITGET_URL: exchange.url,
    CANDLEKEEP_BINANCE_URL: exchange.url,
    CANDLEKEEP_DATA_DIR: dir.path,
  };
  const start = (...args: string[]): CliProcess => {
    const started = startCli(args, env);
    ended.push(async () => {
      started.child.kill('SIGKILL');
      await started.ended;
    });
    return started;
  };
  const run = (...args: string[]): Promise<CliResult> => start(...args).ended;
  return {
    exchange: { ...exchange, close },
    dataDir: dir.path,
    env,
    start,
    run,
    json: async (...args) => {
      const { code, stdout, stderr } = await run(...args, '--json');
      try {
        return { code, document: JSON.parse(stdout) };
      } catch {
        throw new Error(`${args.join(' ')} answered without one JSON document: ${stdout}\n${stderr}`);
      }
    },
    command: (...args) => cliCommand(args),
  };
}

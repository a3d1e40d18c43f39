import { describe, expect, test } from 'vitest';
import { runCli } from '../../helpers/builtCli.ts';
import { prepareBuiltCli, setCliStage } from '../../helpers/cliStage.ts';

prepareBuiltCli();

/** Nothing here gets as far as the network or a store. */
const NOWHERE = { CANDLEKEEP_BITGET_URL: 'http://127.0.0.1:9', CANDLEKEEP_BINANCE_URL: 'http://127.0.0.1:9' };
const BACKFILL = ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m'];

describe('help', () => {
  test.each([
    [[], ['catalog', 'backfill', 'coverage', 'gaps', 'verify', 'status', 'store', '--json', '--data-dir']],
    [
      ['backfill'],
      ['--symbols', '--timeframes', '--exchange', '--days', '--from', '--to', '--source', '--verify'],
    ],
    [['coverage'], ['--exchange', '--symbols', '--timeframes']],
    [['gaps'], ['--exchange', '--symbols', '--timeframes']],
    [['verify'], ['--exchange', '--symbols', '--timeframes', '--deep']],
    [['status'], ['--json', '--data-dir']],
    [['catalog'], ['list', 'import', 'export']],
    [['catalog', 'list'], ['--json']],
    [['catalog', 'import'], ['<file>']],
    [['catalog', 'export'], ['<file>']],
    [['store'], ['restore', 'salvage']],
    [['store', 'restore'], ['--data-dir']],
    [['store', 'salvage'], ['--data-dir']],
  ])('of %j names what can be said', async (command, words) => {
    const { code, stdout } = await runCli([...command, '--help'], NOWHERE);
    expect(code).toBe(0);
    for (const word of words) expect(stdout).toContain(word);
  });

  test('the version is printed on request', async () => {
    const { code, stdout } = await runCli(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('a command line that cannot be understood ends with exit code 2, saying what is wrong and what is allowed', () => {
  test.each([
    [
      ['frobnicate'],
      [
        "unknown command 'frobnicate'",
        'catalog, backfill, coverage, gaps, verify, repair, live, import, align, derive, features, status, store',
      ],
    ],
    [
      ['catalog', 'burn'],
      ["unknown command 'burn'", 'list, import, export'],
    ],
    [
      ['coverage', '--foo'],
      ["unknown option '--foo'", '--exchange, --symbols, --timeframes'],
    ],
    [
      ['backfill', '--symbols', 'BTCUSDT'],
      ['--timeframes', 'not specified'],
    ],
    [
      [...BACKFILL, '--day', '3'],
      ["unknown option '--day'", '--days'],
    ],
    [
      [...BACKFILL, '--days', '0'],
      ['"0"', 'from 1 to 10000'],
    ],
    [
      [...BACKFILL, '--days', 'many'],
      ['"many"', 'from 1 to 10000'],
    ],
    [
      [...BACKFILL, '--days', '3', '--from', '2026-01-01'],
      ["'--days <n>' cannot be used with", '--from'],
    ],
    [
      [...BACKFILL, '--from', '2026-02-30'],
      ['"2026-02-30" is not a date', '2026-03-01'],
    ],
    [
      [...BACKFILL, '--from', '03/01/2026'],
      ['"03/01/2026" is not a date', '2026-03-01'],
    ],
    [
      [...BACKFILL, '--to', 'yesterday'],
      ['"yesterday" is not a date', '2026-03-01T15:00Z'],
    ],
    [
      ['backfill', '--symbols', 'BTC/USDT', '--timeframes', '1m'],
      ['"BTC/USDT" is not a symbol', 'BTCUSDT'],
    ],
    [
      ['backfill', '--symbols', ',', '--timeframes', '1m'],
      ['No symbol is named', 'BTCUSDT,ETHUSDT'],
    ],
    [
      ['backfill', '--symbols', 'BTCUSDT', '--timeframes', '1m,9m'],
      ['"9m" is not a timeframe', '1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 12h, 1d, 1w'],
    ],
    [
      [...BACKFILL, '--source', 'torrent'],
      ['"torrent" is not a source', 'exchange, archive'],
    ],
    [
      ['coverage', '--exchange', 'kraken'],
      ['"kraken" is not an exchange', 'bitget, binance'],
    ],
    [
      ['gaps', 'BTCUSDT'],
      ['too many arguments', '--symbols'],
    ],
    [['catalog', 'import'], ["missing required argument 'file'"]],
  ])('%j', async (args, words) => {
    const { code, stdout, stderr } = await runCli([...args, '--json'], NOWHERE);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('options', () => {
  test('may be written with underscores', async () => {
    const { exchange, dataDir } = await setCliStage();
    const env = { CANDLEKEEP_BITGET_URL: exchange.url };
    const { code, stdout } = await runCli(['status', '--json', '--data_dir', dataDir], env);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ dataDir });
    expect(
      JSON.parse((await runCli(['status', '--json', `--data_dir=${dataDir}`], env)).stdout),
    ).toMatchObject({
      dataDir,
    });
  });

  test('the archive can only be replaced by a server on this PC', async () => {
    const { dataDir } = await setCliStage();
    const { code, stderr } = await runCli([...BACKFILL, '--json'], {
      ...NOWHERE,
      CANDLEKEEP_ARCHIVE_URL: 'https://data.binance.vision',
      CANDLEKEEP_DATA_DIR: dataDir,
    });
    expect(code).toBe(1);
    expect(stderr).toContain('CANDLEKEEP_ARCHIVE_URL can only name a server on this PC');
  });

  test('a venue can only be replaced by a server on this PC', async () => {
    const { dataDir } = await setCliStage();
    const elsewhere = { CANDLEKEEP_BITGET_URL: 'http://203.0.113.7:8080', CANDLEKEEP_DATA_DIR: dataDir };
    const { code, stdout, stderr } = await runCli([...BACKFILL, '--json'], elsewhere);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('A venue can only be replaced by a server on this PC');
    expect(stderr).toContain('"http://203.0.113.7:8080" is not one');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('a symbol the venue does not have is named, with some that it has, and nothing is started', async () => {
    const stage = await setCliStage();
    const { code, stderr } = await stage.run('backfill', '--symbols', 'BTCUSD', '--timeframes', '1m');
    expect(code).toBe(1);
    expect(stderr).toContain('bitget has no futures contract called BTCUSD');
    expect(stderr).toContain('It has BTCUSDT');
    expect((await stage.json('status')).document).toMatchObject({ jobs: [] });
  });

  test('a range that ends before it starts, starts in the future, or starts nowhere, is refused', async () => {
    const stage = await setCliStage();
    const range = (from: string, to: string) => stage.run(...BACKFILL, '--from', from, '--to', to);
    const reversed = await range('2026-02-02', '2026-02-01');
    expect(reversed.code).toBe(1);
    expect(reversed.stderr).toContain('the range ends (2026-02-01T00:00:00+00:00) before it starts');
    const future = await range('2198-02-02', '2198-02-03');
    expect(future.code).toBe(1);
    expect(future.stderr).toContain('starts in the future');
    const endOnly = await stage.run(...BACKFILL, '--to', '2026-02-01');
    expect(endOnly.code).toBe(1);
    expect(endOnly.stderr).toContain('say where it starts with --from');
  });
});

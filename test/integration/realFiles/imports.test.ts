import { expect, it } from 'vitest';
import { readFile } from '../../../electron/files/import/readFile.ts';
import { skip } from '../../helpers/skip.ts';
import { realData } from '../exchange/realData.ts';

type Expected = Readonly<{
  path: string;
  rows: number;
  candles?: number;
  missing: number;
  gaps: number;
  issues?: Readonly<Record<string, number>>;
}>;

const CDD = 'c_formats/cryptodatadownload';
const FREQTRADE = 'c_formats/freqtrade_testdata';
const SPOT = 'b_multi_tf/binance_spot_static-klines/BTCUSDT';
const whole = (path: string, rows: number): Expected => ({ path, rows, missing: 0, gaps: 0 });

/** What /shared/data/README.md says of its files. */
const FILES: readonly Expected[] = [
  whole('a_1m/binance_um_vision_1m/AVAXUSDT-1m-2023-09.csv.gz', 43_200),
  whole('a_1m/binance_um_vision_1m/NEARUSDT-1m-2023-04.csv.gz', 43_200),
  whole('a_1m/binance_um_vision_1m/NEARUSDT-1m-2023-05.csv.gz', 44_640),
  whole('a_1m/binanceus_BTCUSDC_1m_20230301-20230321.csv.gz', 30_240),
  {
    ...whole('a_1m/bitget_usdtm-perp_UNIUSDT_1m_20220406-0407.csv', 1_000),
    candles: 999,
    issues: { unclosed: 1 },
  },
  { path: `${SPOT}/BTCUSDT-2h.csv.gz`, rows: 38_083, missing: 53, gaps: 18 },
  { path: `${SPOT}/BTCUSDT-4h.csv.gz`, rows: 19_052, missing: 16, gaps: 8 },
  { path: `${SPOT}/BTCUSDT-6h.csv.gz`, rows: 12_706, missing: 6, gaps: 3 },
  { path: `${SPOT}/BTCUSDT-12h.csv.gz`, rows: 6_355, missing: 1, gaps: 1 },
  { path: `${SPOT}/BTCUSDT-1h.csv.gz`, rows: 37_923, missing: 1, gaps: 1 },
  whole('b_multi_tf/binance_um_freqtrade_csv/ETHUSDT-1m.csv.gz', 60_191),
  whole('b_multi_tf/binance_um_freqtrade_feather/ETH_USDT_USDT-30m-futures.feather', 6_209),
  {
    path: `${CDD}/Binance_BTCUSDT_1h.csv.gz`,
    rows: 32_181,
    candles: 28_088,
    missing: 1_452,
    gaps: 662,
    // 1,206 + 1,443 = the 2,649 duplicate hours; the others are stated in the same breath.
    issues: { unclosed: 1, 'duplicate-conflicting': 1_443, 'duplicate-equal': 1_206, 'mixed-units': 3_597 },
  },
  { path: `${FREQTRADE}/UNITTEST_BTC-1m.json`, rows: 13_681, missing: 717, gaps: 538 },
  { path: `${FREQTRADE}/XRP_ETH-1m.feather`, rows: 2_469, missing: 1_091, gaps: 676 },
  whole(`${FREQTRADE}/futures/XRP_USDT_USDT-1h-futures.json.gz`, 100),
  { path: 'c_formats/kraken_ohlcvt/BTCUSDC_1_first2000rows.csv', rows: 2_000, missing: 4_341, gaps: 1_297 },
  {
    ...whole('c_formats/kraken_ohlcvt/kraken_rest_http_ohlc.json.gz', 721),
    candles: 720,
    issues: { unclosed: 1 },
  },
  {
    path: 'c_formats/lean_zip/cryptofuture__binance__minute__btcusd__20221213_trade.zip',
    rows: 1_439,
    missing: 1,
    gaps: 1,
  },
  {
    ...whole('c_formats/tradingview/BINANCE_BTCUSDT_60_sample.csv', 36),
    candles: 35,
    issues: { unclosed: 1, 'no-volume': 36 },
  },
];

it('every dialect of the real files is read with the counts its README states, and the report names them', async (test) => {
  const now = Date.UTC(2026, 9, 1);
  for (const { path, rows, candles = rows, missing, gaps, issues = {} } of FILES) {
    const file = realData(path);
    if (file === null) skip(test, 'no real data');
    const { report } = await readFile({ path: file, mapping: null, now }, () => undefined);
    expect(report, path).toMatchObject({ rows, candles, missing, gaps });
    expect(Object.fromEntries(report.issues.map(({ kind, count }) => [kind, count])), path).toEqual(issues);
  }
});

import { type Page, test } from '@playwright/test';
import type { CallReceived } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import { Dialect, type FileReport, type ImportRun } from '../../shared/domain/import.ts';
import { HOUR } from '../../shared/domain/time.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleFile, sampleMapping, sampleRun } from '../helpers/importSamples.ts';
import { goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const AT = Date.UTC(2023, 3, 1);

/** A folder with one file of every kind of trouble. */
export const folderFiles = (folder: string): FileReport[] => [
  sampleFile({
    path: `${folder}/BTCUSDT-1h-2023-04.zip`,
    checksum: 'matches',
    sha256: '3f0a'.repeat(16),
    fresh: 500,
    equal: 208,
    different: 12,
    largestDifference: 0.00034,
    missing: 3,
    gaps: 2,
    issues: [
      {
        kind: 'duplicate-conflicting',
        count: 1_312,
        lines: Array.from({ length: 100 }, (_, i) => 40 + i * 2),
      },
      { kind: 'mixed-units', count: 2, lines: [700, 701] },
      { kind: 'unclosed', count: 1, lines: [721] },
    ],
  }),
  sampleFile({ path: `${folder}/BTCUSDT-1h-2023-05.zip`, rows: 744, candles: 744, fresh: 744 }),
  ...['ETH', 'XRP'].map((base) =>
    sampleFile({
      path: `${folder}/${base}_USDT-1m.json`,
      mapping: sampleMapping({
        dialect: 'freqtrade-json',
        exchange: null,
        symbol: `${base}USDT`,
        timeframe: '1m',
      }),
      problem: 'the file does not say which exchange it is of',
      problemCode: 'needs-exchange',
      rows: 13_681,
      candles: 13_681,
      missing: 717,
      gaps: 538,
      fresh: 13_681,
    }),
  ),
  sampleFile({
    path: `${folder}/prices.txt`,
    mapping: null,
    problem: 'no columns were recognised',
    problemCode: 'needs-mapping',
    rows: 0,
    candles: 0,
    first: null,
    last: null,
    fresh: 0,
  }),
  sampleFile({
    path: `${folder}/BTCUSDT-1m-2025-02.csv`,
    mapping: sampleMapping({ exchange: null, unit: 'us', timeframe: '1m' }),
    problem: 'microseconds since 2025: the archive of the spot market',
    problemCode: 'spot',
  }),
];

export type ImportOrders = Readonly<{
  inspected: CallReceived<'imports.inspect'>[];
  uploads: CallReceived<'imports.upload'>[];
  runs: CallReceived<'imports.run'>[];
  undone: number[];
}>;

/** What a file is found to be: as it is known by its name, else a file of a month. */
function reportOf(path: string, request: CallReceived<'imports.inspect'>): FileReport {
  const known = folderFiles(path.slice(0, path.lastIndexOf('/'))).find((file) => file.path === path);
  const file = known ?? sampleFile({ path });
  const mapping = request.mappings?.[path];
  if (mapping === undefined) return file;
  return sampleFile({
    ...file,
    mapping,
    problem: null,
    problemCode: null,
    rows: 720,
    candles: 720,
    fresh: 720,
  });
}

/** Opens the import over a scripted engine that finds a folder of six files. */
export async function openImport(page: Page, place: string, more: Partial<Handlers> = {}) {
  test.info().skip(test.info().project.name === 'electron', 'a scripted engine brings a host of its own');
  const orders: ImportOrders = { inspected: [], uploads: [], runs: [], undone: [] };
  let history: ImportRun[] = [
    sampleRun({ id: 1, at: AT, state: 'undone' }),
    sampleRun({
      id: 2,
      at: AT + 9 * HOUR,
      state: 'incomplete',
      files: [
        sampleFile({ outcome: 'imported', stored: 712 }),
        sampleFile({ path: '/h/a.csv', outcome: 'refused', problem: 'empty', problemCode: 'empty' }),
      ],
    }),
  ];
  const backend = quietBackend([], {
    'imports.inspect': async (request) => {
      orders.inspected.push(request);
      const files = request.paths.flatMap((path) =>
        /\.\w+$/.test(path) ? [reportOf(path, request)] : folderFiles(path),
      );
      return succeed({ files });
    },
    'imports.preview': async () =>
      succeed({
        rows: [
          ['when', 'last', 'open', 'high', 'low', 'turnover'],
          ...Array.from({ length: 20 }, (_, i) => [
            String((AT + i * HOUR) / 1_000),
            String(28_400 + i),
            '28390.5',
            '28450',
            '28320.5',
            '1204.331',
          ]),
        ],
        mapping: null,
      }),
    'imports.upload': async (request) => {
      orders.uploads.push(request);
      return succeed({ path: request.after ?? `/dropped/1/${request.name}` });
    },
    'imports.choose': async () => fail({ code: 'conflict', message: 'this window has no file dialogs' }),
    'imports.run': async (request) => {
      orders.runs.push(request);
      const files = request.files.map(({ path, mapping }) =>
        sampleFile({ path, mapping, outcome: 'imported', stored: 720 }),
      );
      const run = sampleRun({ id: 3, at: AT + 10 * HOUR, files });
      history = [run, ...history];
      return succeed({ run });
    },
    'imports.history': async ({ limit }) =>
      succeed({ runs: history.toSorted((a, b) => b.id - a.id).slice(0, limit) }),
    'imports.undo': async ({ importId }) => {
      orders.undone.push(importId);
      history = history.map((run) => (run.id === importId ? { ...run, state: 'undone' as const } : run));
      return succeed({ run: history.find(({ id }) => id === importId)! });
    },
    ...more,
  });
  const host = await openScripted(page, backend);
  await goTo(page, place);
  return { host, backend, orders };
}

/** Every dialect has its name in the list of what is understood. */
export const DIALECTS = Dialect.options.length;

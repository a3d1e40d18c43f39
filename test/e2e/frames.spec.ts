import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { CallRequest } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { FramePreset } from '../../shared/domain/frame.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import {
  sampleEstimate,
  sampleExport,
  sampleFeatures,
  sampleLeaks,
  sampleRows,
  sampleSpec,
} from '../helpers/frameSamples.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { expect, test } from './fixtures.ts';
import { backfill, choose, goTo, waitForJobs } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const series = [
  ['ETHUSDT', '1m'],
  ['ETHUSDT', '1h'],
  ['BTCUSDT', '1h'],
].map(([symbol = '', timeframe], i) =>
  sampleCoverage({ id: (i + 1) as SeriesId, symbol, timeframe: timeframe as '1m' }),
);
const conflict = { code: 'conflict', message: 'this window has no file dialogs' } as const;

/** The refusal of a file that is there already, as the engine gives it. */
const taken = (path: string) =>
  fail({ code: 'file-exists', message: 'taken', note: { code: 'file-exists', path } } as const);

/** A frame engine that remembers what it was asked. */
async function openFrames(page: Page, more: Partial<Handlers> = {}) {
  let presets: FramePreset[] = [];
  const asked: { estimates: CallRequest<'frames.estimate'>[]; exports: CallRequest<'frames.export'>[] } = {
    estimates: [],
    exports: [],
  };
  const backend = quietBackend(series, {
    'features.catalog': async () => succeed({ features: sampleFeatures(), series: [] }),
    'frames.estimate': async (request) => {
      asked.estimates.push(request);
      return succeed(sampleEstimate());
    },
    'frames.preview': async ({ rows }) =>
      succeed({ first: sampleRows(0, rows), last: sampleRows(86_400_000, rows), rows: 43_000 }),
    'frames.presets': async () => succeed({ presets }),
    'frames.savePreset': async (preset) => {
      presets = [...presets.filter(({ name }) => name !== preset.name), preset as FramePreset];
      return succeed({ presets });
    },
    'frames.renamePreset': async ({ name, to }) => {
      presets = presets.map((one) => (one.name === name ? { ...one, name: to } : one));
      return succeed({ presets });
    },
    'frames.removePreset': async ({ name }) => {
      presets = presets.filter((one) => one.name !== name);
      return succeed({ presets });
    },
    'files.chooseSave': async () => fail(conflict),
    'frames.export': async (request) => {
      asked.exports.push(request);
      return request.path !== undefined && request.overwrite !== true
        ? taken(request.path)
        : succeed({ exported: sampleExport({ path: request.path ?? '/data/exports/ETHUSDT.csv' }) });
    },
    ...more,
  });
  const host = await openScripted(page, backend);
  await goTo(page, /^(Frames|Tablas)$/);
  return { host, backend, asked };
}

/** Chooses minutes of the symbol that has them. */
async function chooseMinutes(page: Page): Promise<void> {
  await page.getByLabel('Symbol', { exact: true }).selectOption('ETHUSDT · Bitget');
  await choose(page, 'One row per candle of', '1m');
}

test('a frame is put together by its chips, lists and fields, and estimated as it grows', async ({
  page,
}) => {
  const { host, asked } = await openFrames(page);
  const estimate = page.getByRole('region', { name: 'Estimate' });
  await expect(estimate).toContainText('43,000');
  await expect(estimate).toContainText('3.1 MB');
  await chooseMinutes(page);
  await page.getByRole('group', { name: 'Joined timeframes' }).getByText('1h', { exact: true }).click();
  await page.getByLabel('Other symbols').selectOption('BTCUSDT 1h');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Add the indicator' }).click();
  await page.getByLabel('period of RSI').fill('21');
  await page.getByLabel('RSI is computed on').selectOption('BTCUSDT 1h');
  await choose(page, 'Rows', 'From – to');
  await page.getByLabel('From (UTC)').fill('2026-10-01');
  await page.getByText('Fill missing base candles').click();
  await expect
    .poll(() => asked.estimates.at(-1)?.spec)
    .toMatchObject({
      symbol: 'ETHUSDT',
      base: '1m',
      joins: [{ timeframe: '1h' }, { symbol: 'BTCUSDT', timeframe: '1h' }],
      indicators: [{ name: 'rsi', params: [21], symbol: 'BTCUSDT', timeframe: '1h' }],
      from: Date.UTC(2026, 9, 1),
      fill: true,
    });

  await page.getByLabel('period of RSI').fill('x');
  await expect(page.getByText('Periods are whole numbers')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export …' })).toBeDisabled();
  await host.close();
});

test('the preview groups the columns by their series and shows what is not known as empty', async ({
  page,
}) => {
  const { host } = await openFrames(page);
  await chooseMinutes(page);
  await page.getByRole('group', { name: 'Joined timeframes' }).getByText('1h', { exact: true }).click();
  const preview = page.getByRole('table', { name: 'Preview' });
  await expect(preview.getByRole('columnheader', { name: '1h', exact: true })).toBeVisible();
  await expect(preview.getByRole('cell', { name: 'empty' }).first()).toBeVisible();
  await expect(preview).toContainText('42,976 rows');
  await choose(page, 'View', 'Columns');
  await expect(page.getByRole('table', { name: 'Series that are read' })).toContainText('bitget ETHUSDT 1m');
  await expect(page.getByRole('row', { name: 'rsi_14 15' })).toBeVisible();
  await host.close();
});

test('what keeps a frame from being made is said, and nothing else is offered', async ({ page }) => {
  const problem = { code: 'not-stored', series: 'bitget ETHUSDT 3m' } as const;
  const { host } = await openFrames(page, {
    'frames.estimate': async () => succeed(sampleEstimate({ problems: [problem], rows: 0 })),
  });
  await expect(page.getByRole('list', { name: 'Why this frame cannot be made' })).toContainText(
    'bitget ETHUSDT 3m is not stored; download it first.',
  );
  await expect(page.getByRole('button', { name: 'Leak test' }).first()).toBeDisabled();
  await host.close();
});

test('a leak test tells how far it is, can be cancelled, and names the first offending row', async ({
  page,
}) => {
  let finish: () => void = () => undefined;
  const { host, backend } = await openFrames(page, {
    'frames.leakTest': (_, signal) =>
      new Promise((resolve) => {
        finish = () => resolve(succeed({ report: sampleLeaks(true) }));
        signal.addEventListener('abort', () => resolve(fail({ code: 'cancelled', message: 'cancelled' })));
      }),
  });
  const start = page.getByRole('button', { name: 'Leak test' }).first();
  await start.click();
  const bar = page.getByRole('progressbar', { name: 'Progress: Leak test' });
  await expect(bar).toBeAttached();
  const progress = { stage: 'leak-test', rows: 50, totalRows: 200, bytes: 0, etaMs: 3_000 } as const;
  backend.emit('frames.progress', progress);
  await expect(page.getByText('testing for leaks · 50 of 200 rows · 3s left')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByText('The leak test was cancelled.')).toBeVisible();

  await start.click();
  await expect(bar).toBeAttached();
  finish();
  const table = page.getByRole('table', { name: 'Leak test by column' });
  await expect(table.getByRole('row').nth(1)).toContainText('1h_close');
  await expect(table.getByRole('row').nth(1)).toContainText('FAIL');
  await expect(table).toContainText('Row 42, 2026-10-02 00:00: 2411.5 in the frame, empty as known then');
  await expect(page.getByText('Do not train on this frame.')).toBeVisible();
  await host.close();
});

test('an export asks before it replaces a file, and leads to its passport', async ({ page }) => {
  const difference = { code: 'added', series: 'bitget ETHUSDT 1m', count: 2 } as const;
  const { host, asked } = await openFrames(page, {
    'frames.check': async () => succeed({ identical: false, fileMatches: true, differences: [difference] }),
  });
  await page.getByRole('button', { name: 'Export …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the frame' });
  await dialog.getByLabel('Separator').selectOption('Semicolon');
  await dialog.getByRole('button', { name: 'Choose …' }).click();
  await expect(dialog).toContainText('This window has no file dialogs');
  await dialog.getByLabel('File', { exact: true }).fill('/data/eth.csv');
  await dialog.getByRole('button', { name: 'Write the file' }).click();
  await expect(dialog.getByRole('alert')).toContainText(
    'There is a file of this name already. /data/eth.csv is already there',
  );
  await dialog.getByRole('button', { name: 'Replace the file' }).click();
  const passport = page.getByRole('region', { name: 'Passport' });
  await expect(passport).toContainText('ab'.repeat(32));
  expect(asked.exports.at(-1)).toMatchObject({
    path: '/data/eth.csv',
    overwrite: true,
    leakTest: true,
    format: { kind: 'csv', separator: ';' },
  });
  await expect(passport.getByText('1 gap inside')).toBeVisible();
  await passport.getByRole('button', { name: 'Check again' }).click();
  await expect(passport).toContainText('Made again today it is another one.');
  await expect(passport).toContainText('bitget ETHUSDT 1m: 2 candles new since.');
  await host.close();
});

test('presets are saved, renamed, loaded, and removed with a way back', async ({ page }) => {
  const { host } = await openFrames(page);
  await page.getByRole('button', { name: 'Add the indicator' }).click();
  await page.getByRole('button', { name: 'Save as …' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('my model');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  const picker = page.getByLabel('Preset', { exact: true });
  await expect(picker).toHaveValue('my model');
  await page.getByRole('button', { name: 'Rename …' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('better model');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(picker).toHaveValue('better model');

  await page.getByRole('button', { name: 'Remove RSI' }).click();
  await picker.selectOption('No preset');
  await picker.selectOption('better model');
  await expect(page.getByLabel('period of RSI')).toHaveValue('14');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(picker).toHaveValue('');
  await page.getByRole('button', { name: /^Undo: Preset/ }).click();
  await picker.selectOption('better model');
  await host.close();
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${viewport.width} ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, locale: colorScheme === 'dark' ? 'es-ES' : 'en-GB' });
      test('the frames as pictures', async ({ page }) => {
        const preset = { name: 'model', spec: sampleSpec(), format: sampleExport().passport.format };
        const { host } = await openFrames(page, {
          'frames.presets': async () => succeed({ presets: [preset] }),
          'frames.history': async () => succeed({ exports: [sampleExport()] }),
          'frames.leakTest': async () => succeed({ report: sampleLeaks(true) }),
        });
        const shoot = (name: string) =>
          page.screenshot({
            path: `test-results/screens/frames-${name}-${viewport.width}-${colorScheme}.png`,
          });
        await page.getByLabel(/^(Preset|Plantilla)$/).selectOption('model');
        await expect(page.getByRole('table', { name: /^(Preview|Vista previa)$/ })).toBeVisible();
        await shoot('preview');
        await page
          .getByRole('button', { name: /^(Leak test|Prueba de fugas)$/ })
          .first()
          .click();
        await expect(page.getByRole('table')).toContainText(/FAIL|FALLA/);
        await shoot('leaks');
        await choose(page, /^(View|Vista)$/, colorScheme === 'dark' ? 'Exportaciones' : 'Exports');
        await page.getByRole('button', { name: 'ETHUSDT_1m_1h.csv' }).click();
        await shoot('exports');
        await page.getByRole('button', { name: /^(Export|Exportar) …$/ }).click();
        await page.waitForTimeout(300);
        await shoot('dialog');
        await host.close();
      });
    });
  }
}

test('a frame of downloaded candles is proven, written and found the same when it is made again', async ({
  app,
}) => {
  const page = await app.open();
  await backfill(page, ['ETHUSDT']);
  await waitForJobs(page);
  await goTo(page, 'Frames');
  await page.getByRole('button', { name: 'Add the indicator' }).click();
  await choose(page, 'Rows', 'Last days');
  await page.getByRole('textbox', { name: 'Days' }).fill('2');
  await expect(page.getByRole('table', { name: 'Preview' })).toContainText('rsi_14');
  await page.getByRole('button', { name: 'Export …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the frame' });
  await dialog.getByLabel('File', { exact: true }).fill(path.join(app.dataDir, 'eth.csv'));
  await dialog.getByRole('button', { name: 'Write the file' }).click();
  const passport = page.getByRole('region', { name: 'Passport' });
  await expect(passport).toContainText('PASS');
  expect(readFileSync(path.join(app.dataDir, 'eth.csv'), 'utf8')).toMatch(/^timestamp,open,.*rsi_14\n/);
  await passport.getByRole('button', { name: 'Check again' }).click();
  await expect(passport).toContainText('Made again today it is the same to the last bit.');
});

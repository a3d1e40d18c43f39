import type { CallRequest } from '../../shared/contract/calls.ts';
import type { ScheduledTask } from '../../shared/domain/schedule.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleEstimate, sampleExport, sampleRows, sampleSpec } from '../helpers/frameSamples.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { sampleRun, sampleTask } from '../helpers/watchSamples.ts';
import { expect, test } from './fixtures.ts';
import { choose, goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

test('a preset is exported by the schedule as its dialog says, and a run leads to the passport', async ({
  page,
}) => {
  const preset = { name: 'model', spec: sampleSpec(), format: sampleExport().passport.format, days: 30 };
  const asked: CallRequest<'schedule.add'>[] = [];
  let tasks: ScheduledTask[] = [];
  const backend = quietBackend([sampleCoverage({ id: 1 as SeriesId, symbol: 'ETHUSDT', timeframe: '1m' })], {
    'frames.estimate': async () => succeed(sampleEstimate()),
    'frames.preview': async ({ rows }) =>
      succeed({ first: sampleRows(0, rows), last: sampleRows(86_400_000, rows), rows: 43_000 }),
    'frames.presets': async () => succeed({ presets: [preset] }),
    'frames.history': async () => succeed({ exports: [sampleExport({ id: 7, preset: 'model' })] }),
    'schedule.list': async () => succeed({ tasks }),
    'schedule.preview': async () => succeed({ next: [Date.now()] }),
    'schedule.add': async (request) => {
      asked.push(request);
      const params = { file: 'eth.csv', rows: 43_000, bytes: 3.1e6, exportId: 7, leak: 'passed', missing: 0 };
      const lastRun = sampleRun({ taskId: 3, summary: { code: 'exported', params } });
      const task = sampleTask({ ...request, export: request.export ?? null, id: 3, lastRun });
      tasks = [task];
      return succeed({ task });
    },
  });
  const host = await openScripted(page, backend);
  await goTo(page, 'Frames');
  await page.getByLabel('Preset', { exact: true }).selectOption('model');
  await page.getByRole('button', { name: 'Repeat …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repeat “model”' });
  await expect(dialog).toContainText(/Now it would be model_\d{4}-\d\d-\d\d\.csv/);
  await expect(dialog).toContainText('Empty: 30, as the preset says.');
  await dialog.getByLabel('File name').fill('{symbol}/{date}');
  await expect(dialog).toContainText(/Now it would be ETHUSDT_\d{4}-\d\d-\d\d\.csv/);
  await dialog.getByLabel('Folder').fill('models');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog).toContainText('A whole path like D:\\data, or nothing');
  await dialog.getByLabel('Folder').fill('D:\\models');
  await choose(page, 'If the file is there already', 'Replace it');
  await page.screenshot({ path: 'test-results/screens/frames-repeat.png' });
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('Exported every day at 03:00')).toBeVisible();
  expect(asked).toMatchObject([
    {
      kind: 'export',
      cron: '0 3 * * *',
      export: {
        preset: 'model',
        folder: 'D:\\models',
        file: '{symbol}/{date}',
        ifThere: 'replace',
        days: null,
      },
    },
  ]);

  await goTo(page, 'Schedule');
  const row = page.getByRole('table', { name: 'Schedule' }).getByRole('row', { name: /^Export: model/ });
  await expect(row).toContainText('eth.csv: 43,000 rows, 3.1 MB.');
  await page.screenshot({ path: 'test-results/screens/schedule-export.png' });
  await row.getByRole('button', { name: 'Show the export' }).click();
  await expect(page.getByRole('region', { name: 'Passport' })).toContainText('ab'.repeat(32));

  await goTo(page, 'Schedule');
  await page.getByRole('button', { name: 'Add a task …' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a task' });
  await adding.getByRole('combobox', { name: 'What' }).selectOption('export');
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(adding).toContainText('Choose a preset; frames are saved as presets in Frames');
  await adding.getByRole('combobox', { name: 'Preset' }).selectOption('model');
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(adding).toBeHidden();
  await host.close();
});

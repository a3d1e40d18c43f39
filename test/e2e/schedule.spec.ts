import type { Page } from '@playwright/test';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { ScheduledTask } from '../../shared/domain/schedule.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleRun, sampleTask } from '../helpers/watchSamples.ts';
import { expect, test } from './fixtures.ts';
import { choose, goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

/** The window and the engine are on one PC; patterns are read on its clock. */
test.use({ timezoneId: Intl.DateTimeFormat().resolvedOptions().timeZone });

const NOW = Date.now();
const tasks: readonly ScheduledTask[] = [
  sampleTask({
    lastRun: sampleRun({ startedAt: NOW - 34 * MINUTE, reason: 'missed' }),
    nextRunAt: NOW + 26 * MINUTE,
  }),
  sampleTask({
    id: 2,
    kind: 'repair',
    cron: '0 4 * * 0',
    maxRequests: 500,
    lastRun: sampleRun({
      id: 2,
      taskId: 2,
      result: 'failed',
      startedAt: NOW - 3 * HOUR,
      summary: { code: 'failed', params: { problem: 'The disk is full.' } },
    }),
    nextRunAt: NOW + 30 * HOUR,
  }),
];

const row = (page: Page, name: RegExp) =>
  page.getByRole('table', { name: 'Schedule' }).getByRole('row', { name });

/** A backend that keeps what it is told, as the engine does. */
function keepingBackend(more: Partial<Handlers> = {}) {
  let kept = [...tasks];
  const put = (task: ScheduledTask) => {
    kept = [...kept.filter(({ id }) => id !== task.id), task].sort((a, b) => a.id - b.id);
    return succeed({ task });
  };
  const find = (taskId: number): ScheduledTask => kept.find(({ id }) => id === taskId)!;
  const removed: number[] = [];
  const backend = quietBackend([], {
    'schedule.list': async () => succeed({ tasks: [...kept] }),
    'schedule.history': async ({ taskId }) =>
      succeed({
        runs: tasks.flatMap(({ id, lastRun }) =>
          lastRun === null || (taskId !== undefined && taskId !== id) ? [] : [lastRun],
        ),
      }),
    'schedule.update': async ({ taskId, ...change }) =>
      put({ ...find(taskId), ...(JSON.parse(JSON.stringify(change)) as Partial<ScheduledTask>) }),
    'schedule.add': async (task) =>
      put(sampleTask({ ...task, export: task.export ?? null, id: 3, nextRunAt: NOW + HOUR })),
    'schedule.run': async ({ taskId }) => put({ ...find(taskId), running: true, progress: 0.25 }),
    'schedule.cancel': async ({ taskId }) => put({ ...find(taskId), running: false, progress: null }),
    'schedule.remove': async ({ taskId }) => {
      removed.push(taskId);
      kept = kept.filter(({ id }) => id !== taskId);
      return succeed({});
    },
    'schedule.preview': async ({ cron }) =>
      /99|FUN/.test(cron)
        ? fail({ code: 'invalid-request', message: 'FUN is no month.' })
        : succeed({ next: Array.from({ length: 5 }, (_, i) => NOW + i * HOUR) }),
    ...more,
  });
  return { backend, removed };
}

test('what runs by itself is said in words, and is run, cancelled, paused and resumed by its buttons', async ({
  page,
}) => {
  const { backend } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, 'Schedule');
  const verify = row(page, /^Verify/);
  await expect(verify).toContainText('every hour at :00');
  await expect(verify).toContainText(/34m( \d+s)? ago/);
  await expect(verify).toContainText('caught up');
  await expect(verify).toContainText('12 series: 12 ok');
  await expect(verify).toContainText(/in 2[56]m/);
  await expect(row(page, /^Repair/)).toContainText('Sundays at 04:00');
  await expect(row(page, /^Repair/)).toContainText('The disk is full.');

  await verify.getByRole('button', { name: 'Run now: Verify' }).click();
  await expect(verify).toContainText('Running, 25.00%');
  await expect(verify.getByRole('progressbar', { name: 'Progress: Verify' })).toBeVisible();
  backend.emit('schedule.changed', {
    tasks: [{ ...tasks[0]!, running: true, progress: 0.75 }, tasks[1]!],
  });
  await expect(verify).toContainText('Running, 75.00%');
  await verify.getByRole('button', { name: 'Cancel: Verify' }).click();
  await expect(verify).toContainText(/in 2[56]m/);
  await verify.getByRole('button', { name: 'Pause: Verify' }).click();
  await expect(verify).toContainText('Paused');
  await verify.getByRole('button', { name: 'Resume: Verify' }).press('Enter');
  await expect(verify.getByRole('button', { name: 'Pause: Verify' })).toBeFocused();
  await host.close();
});

test('when a task runs is chosen with the next times before the eyes, and mistakes are named', async ({
  page,
}) => {
  const { backend } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, 'Schedule');
  await row(page, /^Verify/)
    .getByRole('button', { name: 'Edit: Verify' })
    .click();
  const dialog = page.getByRole('dialog', { name: 'When it runs: Verify' });
  await expect(dialog.getByRole('list', { name: 'Next times' }).getByRole('listitem')).toHaveCount(5);

  await choose(page, 'When', 'Pattern');
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill('99 * * * *');
  await expect(dialog.getByRole('alert')).toHaveText('The minute goes from 0 to 59.');
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill('0 4 99 FUN *');
  await expect(dialog.getByRole('alert')).toHaveText('The day of month goes from 1 to 31.');
  await dialog.getByRole('textbox', { name: 'Pattern' }).fill('0 4 * FUN *');
  await expect(dialog.getByRole('alert')).toContainText('FUN is no month.');
  await choose(page, 'When', 'Weekly');
  await dialog.getByText('Sun', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Choose at least one day');
  await dialog.getByText('Mon', { exact: true }).click();
  await dialog.getByText('Thu', { exact: true }).click();
  await dialog.getByLabel('At', { exact: true }).fill('22:30');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, /^Verify/)).toContainText('Mondays and Thursdays at 22:30');

  await page.getByRole('button', { name: 'Add a task …' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a task' });
  await adding.getByRole('combobox', { name: 'What' }).selectOption('check-canary');
  await adding.getByRole('textbox', { name: 'Most requests of one run' }).fill('1000000');
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(adding).toContainText('A whole number from 1 to 100,000');
  await adding.getByRole('textbox', { name: 'Most requests of one run' }).fill('40');
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(row(page, /^Canary/)).toContainText('at most 40 requests');
  await host.close();
});

test('a task that is removed can be taken back, and is gone when nobody does', async ({ page }) => {
  const { backend, removed } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, 'Schedule');
  await row(page, /^Repair/)
    .getByRole('button', { name: 'Remove: Repair' })
    .click();
  await expect(row(page, /^Repair/)).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo: “Repair”/ }).click();
  await expect(row(page, /^Repair/)).toBeVisible();
  expect(removed).toEqual([]);
  await row(page, /^Repair/)
    .getByRole('button', { name: 'Remove: Repair' })
    .click();
  await expect.poll(() => removed).toEqual([2]);
  await expect(row(page, /^Repair/)).toHaveCount(0);
  await host.close();
});

test('the runs are listed by task and by what came of them', async ({ page }) => {
  const { backend } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, 'Schedule');
  const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row');
  await expect(runs).toHaveCount(3);
  await page.getByRole('combobox', { name: 'Result' }).selectOption('failed');
  await expect(runs).toHaveCount(2);
  await expect(runs.nth(1)).toContainText('The disk is full.');
  await page.getByRole('combobox', { name: 'Result' }).selectOption('ok');
  await page.getByRole('button', { name: 'Earlier runs: Repair' }).click();
  await expect(page.getByRole('combobox', { name: 'Task' })).toHaveValue('2');
  await expect(runs, 'the button shows all of them').toHaveCount(2);
  await host.close();
});

test('an empty schedule says what it could do, and one that fails says why', async ({ page }) => {
  const empty = await openScripted(page, quietBackend([]));
  await goTo(page, 'Schedule');
  await expect(page.getByRole('heading', { name: 'Nothing runs by itself' })).toBeVisible();
  await expect(page.getByText('Nothing has run yet.')).toBeVisible();
  await empty.close();

  const refuse = async () => fail({ code: 'internal', message: 'SQLITE_IOERR' } as const);
  const { backend } = keepingBackend({ 'schedule.run': refuse, 'schedule.history': refuse });
  const failing = await openScripted(page, backend);
  await goTo(page, 'Schedule');
  await expect(page.getByRole('region', { name: 'Runs' }).first().getByRole('alert')).toContainText(
    'SQLITE_IOERR',
  );
  await page.getByRole('button', { name: 'Run now: Verify' }).click();
  await expect(page.getByRole('region', { name: 'Schedule' }).getByRole('alert')).toContainText(
    'SQLITE_IOERR',
  );
  await failing.close();
});

test('a new store has its usual tasks; one is run, moved to another time and found so after a restart', async ({
  app,
}) => {
  const page = await app.open();
  await goTo(page, 'Schedule');
  await expect(row(page, /^Repair/)).toContainText('at most 300 requests');
  await row(page, /^Verify/)
    .getByRole('button', { name: 'Run now: Verify' })
    .click();
  await expect(row(page, /^Verify/)).toContainText('by hand');
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row')).toHaveCount(2);
  await row(page, /^Verify/)
    .getByRole('button', { name: 'Edit: Verify' })
    .click();
  await choose(page, 'When', 'Pattern');
  await page.getByRole('textbox', { name: 'Pattern' }).fill('0 4 31 2 *');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('never comes');
  await choose(page, 'When', 'Daily');
  await page.getByLabel('At', { exact: true }).fill('04:30');
  await expect(page.getByRole('list', { name: 'Next times' }).getByRole('listitem')).toHaveText(
    Array.from({ length: 5 }, () => / 04:30$/),
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, /^Verify/)).toContainText('every day at 04:30');
  await app.close();

  const again = await app.open();
  await goTo(again, 'Schedule');
  await expect(row(again, /^Verify/)).toContainText('every day at 04:30');
  await expect(row(again, /^Verify/)).toContainText('by hand');
});

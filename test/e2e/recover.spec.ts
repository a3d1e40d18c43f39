import { expect, test } from '@playwright/test';
import { BackendStartError } from '../../electron/engine/ports/backend.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { openScripted, quietBackend } from './scripted.ts';

const damaged = { code: 'store-damaged', message: 'database disk image is malformed' } as const;

test('a damaged store is mended after a question, said in a sentence, and opened', async ({ page }) => {
  const asked: string[] = [];
  let isMended = false;
  const host = await openScripted(page, async () => {
    if (isMended) return quietBackend([sampleCoverage()]);
    throw new BackendStartError(damaged, async (how) => {
      asked.push(how);
      await new Promise((resolve) => setTimeout(resolve, 300));
      isMended = true;
      return { from: '/data/backups/2026-03-01.db', damaged: '/data/damaged.db', candles: 12_345 };
    });
  });
  await page.getByRole('button', { name: 'Keep what can be read' }).click();
  const question = page.getByRole('dialog', { name: 'Keep what can be read?' });
  await question.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(question).toBeHidden();
  expect(asked).toEqual([]);

  await page.getByRole('button', { name: 'Restore the newest backup' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await expect(page.getByText('Mending the store.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The store is mended' })).toBeVisible();
  await expect(page.getByText('Restored from /data/backups/2026-03-01.db.')).toBeVisible();
  await expect(page.getByText('12,345 candles could be kept.')).toBeVisible();
  expect(asked).toEqual(['restore']);
  await page.getByRole('button', { name: 'Open the window' }).click();
  await expect(page.getByRole('button', { name: 'Details of bitget BTCUSDT 1h' })).toBeVisible();
  await host.close();
});

test('a mending that fails says why, and the other way is still there', async ({ page }) => {
  const error = new BackendStartError(damaged, async () => {
    throw new BackendStartError({ code: 'not-found', message: 'there is no sound backup' });
  });
  const host = await openScripted(page, error);
  await page.getByRole('button', { name: 'Restore the newest backup' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'there is no sound backup' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep what can be read' })).toBeEnabled();
  await host.close();
});

import { expect, type Locator, type Page } from '@playwright/test';

/** What the stories do with the window, said once; by roles and labels only, as the trader sees it. */

/** Waits until the window is there: what is typed before is typed to nobody. */
export async function waitForWindow(page: Page): Promise<void> {
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** Goes to a place by the rail, in either language. */
export async function goTo(page: Page, place: string | RegExp): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', typeof place === 'string' ? { name: place, exact: true } : { name: place })
    .click();
}

/** Goes to the place that stands at this index of the rail, whatever it is called. */
export async function goToNth(page: Page, index: number): Promise<void> {
  await page.getByRole('navigation').getByRole('listitem').nth(index).getByRole('button').click();
}

/** Opens the backfill dialog, unless it is open. */
export async function openBackfill(page: Page): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Backfill' });
  if (!(await dialog.isVisible()))
    await page.getByRole('button', { name: 'Backfill …', exact: true }).click();
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Puts these symbols, and no others, into the form. */
export async function chooseSymbols(page: Page, symbols: readonly string[]): Promise<void> {
  const dialog = await openBackfill(page);
  const field = dialog.getByRole('combobox', { name: 'Symbols' });
  await field.focus();
  // What the first start suggests is taken away as a trader would take it away, one symbol a press.
  for (let i = 0; i < 12; i += 1) await field.press('Backspace');
  for (const symbol of symbols) {
    await field.fill(symbol);
    await field.press('Enter');
  }
  // Leaving the field puts its list away, which would lie over the buttons.
  await field.press('Tab');
}

/** Sends the form. */
export async function startBackfill(page: Page): Promise<void> {
  await page
    .getByRole('dialog', { name: 'Backfill' })
    .getByRole('button', { name: 'Start the backfill' })
    .click();
}

/** Downloads the usual history of these symbols, and waits until it has begun. */
export async function backfill(page: Page, symbols: readonly string[]): Promise<void> {
  await chooseSymbols(page, symbols);
  await startBackfill(page);
  await expect(page.getByRole('dialog', { name: 'Backfill' })).toBeHidden();
}

/** Goes to the screen of jobs and returns it. */
export async function openJobs(page: Page): Promise<Locator> {
  await goTo(page, 'Jobs');
  return page.getByRole('region', { name: 'Jobs', exact: true });
}

/** Waits until nothing runs any more. */
export async function waitForJobs(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'No job is running' })).toBeVisible({ timeout: 60_000 });
}

/** Chooses one word of a switch, found by the name of its group. */
export async function choose(page: Page, group: string | RegExp, option: string): Promise<void> {
  await page.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click();
}

const COLUMNS = [
  'Series',
  'Status',
  'Coverage',
  'Candles',
  'Expected',
  'First',
  'Last',
  'Age',
  'Gaps',
  'Missing',
  'What now',
];

/** The row of one series, found by the name of its button, such as `BTCUSDT 1h`. */
export const row = (page: Page, name: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^Details of .* ${name}$`) }) });

/** One cell of a series, by the words of its column. */
export function cell(page: Page, name: string, column: string): Locator {
  const index = COLUMNS.indexOf(column);
  expect(index, column).toBeGreaterThan(0);
  // The first column is the head of its row, so the cells begin with the second.
  return row(page, name)
    .getByRole('cell')
    .nth(index - 1);
}

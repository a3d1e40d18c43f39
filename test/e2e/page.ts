import { expect, type Locator, type Page } from '@playwright/test';

/** What the stories do with the page, said once; by roles and labels only, as the trader sees it. */

/** Types the symbols into the form, one after the other. */
export async function chooseSymbols(page: Page, symbols: readonly string[]): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Symbols' });
  for (const symbol of symbols) {
    await field.fill(symbol);
    await field.press('Enter');
  }
  await field.press('Escape');
}

export async function backfill(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Backfill', exact: true }).click();
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
];

/** The row of one series, found by the name of its button, such as `BTCUSDT 1h`. */
export const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: new RegExp(` ${name}$`) }) });

/** One cell of a series, by the words of its column. */
export function cell(page: Page, name: string, column: string): Locator {
  const index = COLUMNS.indexOf(column);
  expect(index, column).toBeGreaterThan(0);
  // The first column is the head of its row, so the cells begin with the second.
  return row(page, name)
    .getByRole('cell')
    .nth(index - 1);
}

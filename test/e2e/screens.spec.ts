import { BackendStartError } from '../../electron/engine/ports/backend.ts';
import { HOUR } from '../../shared/domain/time.ts';
import { expect, test } from './fixtures.ts';
import { openScripted } from './scripted.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];
test.describe.configure({ timeout: 120_000 });

/** Pictures for the eye, in test-results/screens; what they must show is asserted in passing. */
for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['EN', 'ES'] as const) {
    for (const viewport of SIZES) {
      const name = (state: string): string =>
        `test-results/screens/${state}-${viewport.width}-${colorScheme}-${language.toLowerCase()}.png`;

      test.describe(`${viewport.width} ${colorScheme} ${language}`, () => {
        test.use({ viewport, colorScheme });

        test('the page empty, busy and full', async ({ app }) => {
          const now = Date.now();
          const hole = { kind: 'hole', symbol: 'BTCUSDT', timeframe: '1h' } as const;
          app.exchange.faults.add([
            { ...hole, from: now - 90 * HOUR, until: now - 70 * HOUR },
            { ...hole, from: now - 30 * HOUR, until: now - 29 * HOUR },
          ]);
          const page = await app.open();
          await page.getByText(language, { exact: true }).click();
          await expect(page.getByRole('heading', { level: 3 })).toBeVisible();
          await page.screenshot({ path: name('empty') });

          app.exchange.settings.latencyMs = 120;
          await page.getByRole('button', { name: /^(Use|Usar)/ }).click();
          await page.getByRole('button', { name: /^(Backfill|Descargar)$/ }).click();
          await expect(page.getByRole('progressbar').first()).toBeVisible();
          await expect(page.getByText(/candles\/s|velas\/s/)).toBeVisible();
          await page.screenshot({ path: name('busy') });

          app.exchange.settings.latencyMs = 0;
          await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
          await page.getByRole('button', { name: /BTCUSDT 1h/ }).click();
          await expect(page.getByRole('img', { name: /BTCUSDT 1h/ })).toBeVisible();
          await expect(page.getByRole('region', { name: /^(Gaps|Huecos)$/ }).first()).toContainText(/20/);
          await page.mouse.move(0, 0);
          await page.screenshot({ path: name('full') });
        });

        test('the page that could not start', async ({ page }) => {
          const message = 'database disk image is malformed';
          const host = await openScripted(page, new BackendStartError({ code: 'store-damaged', message }));
          await page.getByText(language, { exact: true }).click();
          await expect(page.getByRole('alert')).toContainText(message);
          await page.screenshot({ path: name('failing') });
          await host.close();
        });
      });
    }
  }
}

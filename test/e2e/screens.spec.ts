import type { Page } from '@playwright/test';
import { BackendStartError } from '../../electron/engine/ports/backend.ts';
import { HOUR } from '../../shared/domain/time.ts';
import { fail } from '../../shared/lib/result.ts';
import { expect, test } from './fixtures.ts';
import { goToNth } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const LARGE = { width: 1440, height: 900 };
const SMALL = { width: 1024, height: 700 };
/** Every size meets every scheme and every language once. */
const LOOKS = [
  { viewport: LARGE, colorScheme: 'light', locale: 'en-GB' },
  { viewport: LARGE, colorScheme: 'dark', locale: 'es-ES' },
  { viewport: SMALL, colorScheme: 'dark', locale: 'en-GB' },
  { viewport: SMALL, colorScheme: 'light', locale: 'es-ES' },
] as const;
/** In the order of the rail. */
const PLACES = [
  'coverage',
  'heatmap',
  'chart',
  'ingestion',
  'jobs',
  'gaps',
  'review',
  'verify',
  'frames',
  'features',
  'import',
  'schedule',
  'alerts',
  'events',
  'catalog',
] as const;

test.describe.configure({ timeout: 180_000 });

/** Waits until nothing is on its way any more: no spinner, no movement. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await expect(page.locator('.mantine-Loader-root')).toHaveCount(0);
  await page.waitForTimeout(350);
}

/** Puts bands over the candles and two panes below them, for the picture of the full chart. */
async function addIndicators(page: Page): Promise<void> {
  await page.keyboard.press('Control+3');
  await page.getByRole('application').first().focus();
  await page.keyboard.press('Alt+i');
  const picker = page.getByRole('combobox', { name: /^(Add an indicator|Añadir un indicador)$/ });
  for (const name of ['boll', 'rsi', 'macd']) {
    await picker.fill(name);
    await picker.press('Enter');
  }
  await picker.press('Escape');
  const rsi = page.getByRole('listitem').filter({ hasText: 'RSI 14' });
  await expect(rsi.locator('[data-value="value"]')).toHaveText(/\d/);
}

/** Pictures for the eye, in test-results/screens; what they must show is asserted in passing. */
for (const { viewport, colorScheme, locale } of LOOKS) {
  const name = `${viewport.width} ${colorScheme} ${locale.slice(0, 2)}`;
  const shoot = async (page: Page, screen: string, state: string): Promise<void> => {
    await rest(page);
    const file = `${screen}-${state}-${name.replaceAll(' ', '-')}.png`;
    await page.screenshot({ path: `test-results/screens/${file}` });
  };
  const shootAll = async (page: Page, state: string): Promise<void> => {
    for (const [i, screen] of PLACES.entries()) {
      await goToNth(page, i);
      await expect(page.getByRole('main')).not.toBeEmpty();
      await shoot(page, screen, state);
    }
  };

  test.describe(name, () => {
    test.use({ viewport, colorScheme, locale });

    test('every screen empty, busy and full', async ({ app }) => {
      const now = Date.now();
      const hole = { kind: 'hole', symbol: 'BTCUSDT', timeframe: '1h' } as const;
      app.exchange.faults.add([
        { ...hole, from: now - 90 * HOUR, until: now - 70 * HOUR },
        { ...hole, from: now - 30 * HOUR, until: now - 29 * HOUR },
      ]);
      const page = await app.open();
      await expect(page.getByRole('heading', { level: 3 })).toBeVisible();
      await shootAll(page, 'empty');

      await page.keyboard.press('Control+1');
      app.exchange.settings.latencyMs = 150;
      await page.getByRole('button', { name: /^(Backfill these|Descargar estos) / }).click();
      await shoot(page, 'backfill', 'full');
      await page.getByRole('button', { name: /^(Start the backfill|Empezar la descarga)$/ }).click();
      // Far enough to have a rate and a time left.
      await expect(
        page.getByRole('button', { name: /^1 (job|tarea), (?!0[.,]00).*(left|quedan)/ }),
      ).toBeVisible();
      app.exchange.settings.latencyMs = 600;
      for (const [key, screen] of [
        ['Control+1', 'coverage'],
        ['Control+2', 'heatmap'],
        ['Control+5', 'jobs'],
        ['Control+j', 'drawer'],
      ] as const) {
        await page.keyboard.press(key);
        await shoot(page, screen, 'busy');
      }
      await page.keyboard.press('Escape');
      app.exchange.settings.latencyMs = 0;
      const idle = /^(No job is running|Ninguna tarea en marcha)$/;
      await expect(page.getByRole('button', { name: idle })).toBeVisible({ timeout: 60_000 });

      await page.keyboard.press('Control+1');
      await page.getByRole('button', { name: /^(Verify all|Verificar todo)$/ }).click();
      await page.keyboard.press('Control+5');
      await page.getByRole('button', { name: /^Series (of|de) / }).click();
      await page.getByRole('button', { name: /^(Pages of|Páginas de) BTCUSDT 1h$/ }).click();
      await shoot(page, 'pages', 'full');
      await addIndicators(page);
      await shootAll(page, 'full');
      for (const [key, screen] of [
        ['Control+k', 'palette'],
        ['?', 'shortcuts'],
      ] as const) {
        await page.keyboard.press(key);
        await expect(page.getByRole('dialog')).toBeVisible();
        await shoot(page, screen, 'full');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await page.getByRole('button', { name: /^(Settings|Ajustes)$/ }).click();
      await shoot(page, 'settings', 'full');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^(Notifications|Avisos)/ }).click();
      await shoot(page, 'notices', 'full');
    });

    test('the window that could not start', async ({ page }) => {
      const message = 'database disk image is malformed';
      const host = await openScripted(page, new BackendStartError({ code: 'store-damaged', message }));
      await expect(page.getByRole('alert')).toContainText(message);
      await shoot(page, 'start', 'failing');
      await host.close();
    });

    test('every screen when every call fails', async ({ page }) => {
      const error = { code: 'internal', message: 'SQLITE_IOERR: disk I/O error' } as const;
      const refuse = async () => fail(error);
      const backend = quietBackend([], {
        'coverage.list': refuse,
        'catalog.list': refuse,
        'jobs.list': refuse,
        'gaps.list': refuse,
        'verify.history': refuse,
        'events.list': refuse,
        'audit.list': refuse,
        'review.list': refuse,
        'checks.history': refuse,
        'live.state': refuse,
        'frames.history': refuse,
        'frames.presets': refuse,
        'features.catalog': refuse,
        'schedule.list': refuse,
        'schedule.history': refuse,
        'alerts.list': refuse,
        'alerts.rules': refuse,
        'alerts.channels': refuse,
      });
      const host = await openScripted(page, backend);
      await expect(page.getByRole('alert').first()).toContainText(error.message);
      await shootAll(page, 'failing');
      await host.close();
    });
  });
}

import { HOUR } from '../../shared/domain/time.ts';
import { expect, test } from './fixtures.ts';
import { goTo } from './page.ts';

test.describe.configure({ timeout: 120_000 });

const YAML =
  'symbols:\n  - symbol: LTCUSDT\n    market: spot\n  - symbol: BTCUSDT\n    market: futures\n    timeframes: [9m]\n';

/** Pictures of the table, its dialogs, the catalog and the reports, in test-results/screens. */
for (const colorScheme of ['light', 'dark'] as const) {
  for (const language of ['en', 'es'] as const) {
    const say = <T>(en: T, es: T): T => (language === 'en' ? en : es);

    test.describe(`${colorScheme} ${language}`, () => {
      test.use({ colorScheme, locale: say('en-GB', 'es-ES') });

      test('the coverage, its dialogs, the catalog and the reports', async ({ app }, info) => {
        info.skip(info.project.name === 'electron', 'pictures are taken once');
        const now = Date.now();
        const hole = { kind: 'hole', symbol: 'BTCUSDT', timeframe: '1h' } as const;
        app.exchange.faults.add([
          { ...hole, from: now - 90 * HOUR, until: now - 70 * HOUR },
          { kind: 'reset', route: 'bitget.candles', symbol: 'ETHUSDT', timeframe: '1d' },
        ]);
        const page = await app.open();
        const shoot = async (name: string): Promise<void> => {
          await page.screenshot({ path: `test-results/screens/${name}-${colorScheme}-${language}.png` });
        };
        await page.getByRole('button', { name: say(/^Backfill these/, /^Descargar estos/) }).click();
        const form = page.getByRole('dialog');
        await expect(form.getByText('205', { exact: false }).or(form.getByText(/MB/)).first()).toBeVisible();
        await form.getByText(say('For each of the', 'De cada una de las')).click();
        await shoot('backfill-dialog');
        await form.getByRole('button', { name: say('Start the backfill', 'Empezar la descarga') }).click();
        const hourly = page.getByRole('button', { name: / BTCUSDT 1h$/ }).first();
        await hourly.click();
        await expect(page.getByRole('img', { name: /BTCUSDT 1h/ })).toBeVisible();
        await expect(
          page.getByRole('button', { name: say('No job is running', 'Ninguna tarea en marcha') }),
        ).toBeVisible({
          timeout: 60_000,
        });
        await page.keyboard.press('Shift+ArrowDown');
        await page.keyboard.press('Shift+F10');
        await expect(page.getByRole('menu')).toBeVisible();
        await shoot('coverage-menu');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Delete');
        await expect(page.getByRole('dialog')).toBeVisible();
        await shoot('coverage-remove');
        await page.keyboard.press('Escape');

        await goTo(page, say('Verify', 'Verificar'));
        await page.getByRole('button', { name: say('Verify all', 'Verificar todo') }).click();
        await expect(page.getByRole('table', { name: say('Report', 'Informe') })).toBeVisible();
        await page.getByRole('button', { name: say('Verify all', 'Verificar todo') }).click();
        await expect(page.getByText(say(/^Since/, /^Desde/))).toBeVisible();
        await shoot('verify');

        await goTo(page, say('Catalog', 'Catálogo'));
        const chooser = page.waitForEvent('filechooser');
        await page.getByRole('button', { name: say('Import YAML …', 'Importar YAML …') }).click();
        const buffer = Buffer.from(YAML);
        await (await chooser).setFiles({ name: 'mine.yaml', mimeType: 'application/yaml', buffer });
        await expect(page.getByRole('alert', { name: /mine.yaml/ })).toBeVisible();
        await page.getByRole('button', { name: / bitget BTCUSDT: 1m/ }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await shoot('catalog-editor');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: say('Add a market …', 'Añadir un mercado …') }).click();
        await expect(page.getByRole('table', { name: say('Markets', 'Mercados') })).toBeVisible();
        await shoot('catalog-add');
      });
    });
  }
}

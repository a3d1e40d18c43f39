import path from 'node:path';
import { type Browser, chromium } from 'playwright';
import { build } from 'vite';
import { makeTempDir } from '../helpers/tempDir.ts';
import { findBrowser } from '../host/findBrowser.ts';
import type { Pan } from './heatmap/page.ts';
import { type BenchResult, median } from './result.ts';

type Kind = 'tiles' | 'cells';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const STYLES = ['app/tokens.css', 'app/page.css', 'features/heatmap/heatmap.css'];
const ROUNDS = 3;
/** CSS pixels a frame: three days of 8 px, a brisk drag. */
const STEP = 24;
const SMOOTH = 60;
/** Drawn the plain way, the whole pan would take a minute; a stretch of it says the same. */
const MOST: Readonly<Record<Kind, number>> = { tiles: 2_000, cells: 200 };

async function bundle(outDir: string): Promise<string> {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir,
      target: 'es2024',
      lib: { entry: path.join(ROOT, 'test/bench/heatmap/page.ts'), formats: ['iife'], name: 'page' },
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return path.join(outDir, 'candlekeep.iife.js');
}

async function openPage(browser: Browser, script: string) {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.setContent('<!doctype html><body></body>');
  for (const style of STYLES) await page.addStyleTag({ path: path.join(ROOT, 'renderer', style) });
  await page.addStyleTag({ content: '.ck-heat, .ck-heat-frame { height: 100vh; margin: 0 }' });
  await page.addScriptTag({ path: script });
  return page;
}

async function launch(args: readonly string[]): Promise<Browser> {
  const executablePath = findBrowser();
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: [...(isRoot ? ['--no-sandbox'] : []), ...args],
  });
}

async function measure(browser: Browser, script: string): Promise<Record<Kind, Pan[]>> {
  const pans: Record<Kind, Pan[]> = { tiles: [], cells: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of ['tiles', 'cells'] as const) {
      const page = await openPage(browser, script);
      const run = `runHeatmap(${JSON.stringify(kind)}, ${STEP}, ${MOST[kind]})`;
      pans[kind].push((await page.evaluate(run)) as Pan);
      await page.close();
    }
  }
  return pans;
}

const rateOf = (pans: readonly Pan[]): number => median(pans.map(({ frames, seconds }) => frames / seconds));

/** How smoothly the heatmap of 200 series over 3,650 days pans, beside drawing each visible cell in each frame. */
export async function benchHeatmap(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const script = await bundle(dir.path);
  // Without the clock of a screen, so that the rate says what a frame costs and not how often one is shown.
  const browser = await launch(['--disable-frame-rate-limit', '--disable-gpu-vsync']);
  try {
    const { tiles, cells } = await measure(browser, script);
    const [ours, naive] = [rateOf(tiles), rateOf(cells)];
    const worst = median(tiles.map(({ worstMs }) => worstMs));
    const what = `${tiles[0]!.frames} frames of a pan over 200 series × 3,650 days at 1920×1080`;
    return [
      {
        name: 'heatmap, frames per second while panning',
        baseline: `every cell drawn anew: ${naive.toFixed(0)} fps`,
        ratio: ours / naive,
        target: 2,
        detail: `${ours.toFixed(0)} fps, worst frame ${worst.toFixed(0)} ms, ${what}`,
      },
      {
        name: 'heatmap, frames per second while panning',
        baseline: `a screen of ${SMOOTH} Hz`,
        ratio: ours / SMOOTH,
        target: 1,
        detail: `${ours.toFixed(0)} fps without the screen's limit, ${what}`,
      },
    ];
  } finally {
    await browser.close();
    dir.remove();
  }
}

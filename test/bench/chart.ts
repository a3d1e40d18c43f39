import path from 'node:path';
import { type CDPSession, chromium, type Page } from 'playwright';
import { build } from 'vite';
import { makeTempDir } from '../helpers/tempDir.ts';
import { findBrowser } from '../host/findBrowser.ts';
import type { ChartPage } from './chartPage/page.ts';
import { type BenchResult, median } from './result.ts';

const YEAR = 525_600;
const ROUNDS = 5;
const MB = 1024 * 1024;

declare const chartPage: ChartPage;

/** Bundles the page; it is ours and the library's code as the program ships it, minified. */
async function bundle(outDir: string): Promise<string> {
  await build({
    configFile: false,
    root: path.resolve(import.meta.dirname, '..', '..'),
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2024',
      lib: {
        entry: path.join(import.meta.dirname, 'chartPage', 'page.ts'),
        formats: ['iife'],
        name: 'chart',
        fileName: () => 'page.js',
      },
    },
  });
  return path.join(outDir, 'page.js');
}

type HeapUsage = Readonly<{ usedSize: number; backingStorageSize?: number }>;

/** Bytes of the page's objects and arrays after a collection. */
async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await devtools.send('Runtime.getHeapUsage')) as HeapUsage;
  return usedSize + backingStorageSize;
}

type Measured = Readonly<{
  window: number[];
  small: number[];
  whole: number[];
  heap: Readonly<{ opened: number; scrolled: number; whole: number }>;
  mostHeld: number;
  scrollSeconds: number;
}>;

async function measure(page: Page): Promise<Measured> {
  const devtools = await page.context().newCDPSession(page);
  const close = (): Promise<void> => page.evaluate(() => chartPage.close());
  const [window, small, whole]: number[][] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate((candles) => chartPage.prepare(candles), 1_000);
    small!.push(await page.evaluate(() => chartPage.openWindow()));
    await close();
    await page.evaluate((candles) => chartPage.prepare(candles), YEAR);
    window!.push(await page.evaluate(() => chartPage.openWindow()));
    await close();
    whole!.push(await page.evaluate(() => chartPage.openWhole()));
    await close();
  }
  // The candles themselves lie in the page as they would lie in the store; they are nobody's cost.
  const source = await heapOf(devtools);
  await page.evaluate(() => chartPage.openWindow());
  const opened = (await heapOf(devtools)) - source;
  const start = performance.now();
  const mostHeld = await page.evaluate(() => chartPage.scrollThrough());
  const scrollSeconds = (performance.now() - start) / 1_000;
  const scrolled = (await heapOf(devtools)) - source;
  await close();
  await page.evaluate(() => chartPage.openWhole());
  const heap = { opened, scrolled, whole: (await heapOf(devtools)) - source };
  return { window: window!, small: small!, whole: whole!, heap, mostHeld, scrollSeconds };
}

/** A year of minutes through the chart's window, against handing all of it to the library in the same page. */
export async function benchChart(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const script = await bundle(dir.path);
  const executablePath = findBrowser();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ args, ...(executablePath === null ? {} : { executablePath }) });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.setContent('<!doctype html><body></body>');
    await page.addScriptTag({ path: script });
    const { window, small, whole, heap, mostHeld, scrollSeconds } = await measure(page);
    const ms = (times: readonly number[]): string => `${Math.round(median(times))} ms`;
    const mb = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;
    return [
      {
        name: `first paint of ${YEAR} candles`,
        baseline: 'setData of all of them',
        ratio: median(whole) / median(window),
        target: 8,
        detail: `${ms(window)} against ${ms(whole)}`,
      },
      {
        name: `first paint of ${YEAR} candles`,
        baseline: 'first paint of 1,000',
        ratio: median(small) / median(window),
        target: 0.5,
        detail: `${ms(window)} against ${ms(small)}`,
      },
      {
        name: 'heap after scrolling through all of it and back',
        baseline: 'setData of all of them',
        ratio: heap.whole / heap.scrolled,
        target: 8,
        detail: `${mb(heap.scrolled)} (${mb(heap.opened)} after opening, at most ${mostHeld} candles held, ${scrollSeconds.toFixed(0)} s) against ${mb(heap.whole)}`,
      },
    ];
  } finally {
    await browser.close();
    dir.remove();
  }
}

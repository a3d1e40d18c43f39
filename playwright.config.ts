import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { electronRuntime } from './test/e2e/runtime.ts';
import { findBrowser } from './test/host/findBrowser.ts';

// Workers load this file too; the sentence is said once.
if (process.env.TEST_WORKER_INDEX === undefined && electronRuntime() === null) {
  process.stderr.write(
    "Electron's runtime is not on this machine (node_modules/electron/dist): its project is skipped.\n",
  );
}

const isRoot = process.getuid?.() === 0;
const browser = findBrowser();

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  timeout: 60_000,
  expect: { timeout: 20_000 },
  // A browser on a busy machine may lose a story; one that needs its second go is listed as flaky, by name.
  retries: 1,
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    // Pictures of every step would take a third of the run; the page as it failed is enough.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      // Chromium refuses to sandbox for root.
      args: isRoot ? ['--no-sandbox'] : [],
    },
  },
  projects: [
    { name: 'browser-host' },
    // The same specs for both, but those that serve the page from a scripted backend, which only a host can do.
    { name: 'electron', testIgnore: ['**/screens.spec.ts'] },
  ],
});

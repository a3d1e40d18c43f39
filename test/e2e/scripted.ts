import path from 'node:path';
import { type Page, test } from '@playwright/test';
import type { Backend } from '../../electron/engine/ports/backend.ts';
import { startingBackend } from '../../electron/engine/startingBackend.ts';
import { silentLog } from '../../electron/platform/log.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import { succeed } from '../../shared/lib/result.ts';
import { scriptedBackend } from '../helpers/scriptedBackend.ts';
import { type Host, startHost } from '../host/host.ts';
import { waitForWindow } from './page.ts';
import { ROOT } from './runtime.ts';

const info = { version: '0', dataDir: '/data', sqliteVersion: '3', simulated: false };

/** Returns a backend that has these series and nothing to do. */
export const quietBackend = (series: readonly SeriesCoverage[], more: Partial<Handlers> = {}) =>
  scriptedBackend({
    'app.info': async () => succeed(info),
    'app.status': async () => succeed({ venues: [], storeBytes: 0, openJobs: 0 }),
    'catalog.list': async () => succeed({ entries: [] }),
    'catalog.searchMarkets': async () => succeed({ markets: [] }),
    'coverage.list': async () => succeed({ series: [...series] }),
    'coverage.cells': async () => succeed({ series: [] }),
    'jobs.list': async () => succeed({ jobs: [] }),
    'jobs.focus': async () => succeed({}),
    'gaps.list': async () => succeed({ gaps: [], total: 0 }),
    'verify.history': async () => succeed({ reports: [] }),
    'events.list': async () => succeed({ events: [] }),
    'audit.list': async () => succeed({ entries: [] }),
    'live.state': async () => succeed({ paused: false, mode: 'websocket', venues: [], series: [] }),
    'live.forming': async () => succeed({ candles: [] }),
    'quotes.list': async () => succeed({ quotes: [] }),
    'frames.history': async () => succeed({ exports: [] }),
    'frames.presets': async () => succeed({ presets: [] }),
    'features.catalog': async () => succeed({ features: [], series: [] }),
    'schedule.list': async () => succeed({ tasks: [] }),
    'schedule.history': async () => succeed({ runs: [] }),
    'alerts.list': async () => succeed({ alerts: [], open: 0 }),
    'alerts.rules': async () => succeed({ rules: [] }),
    'alerts.channels': async () => succeed({ channels: [], secretsKept: 'session' }),
    'review.list': async () => succeed({ items: [], open: 0 }),
    'checks.history': async () =>
      succeed({ reports: [], canary: { days: 0, drifted: 0, candles: 0, changed: 0 } }),
    'app.setLanguage': async () => succeed({}),
    ...more,
  });

/**
 * Opens the window over a scripted backend: for states a real engine is hard to bring into. An error is a start that
 * fails with it; a function starts whenever a start is tried.
 */
export async function openScripted(
  page: Page,
  backend: Backend | Error | (() => Promise<Backend>),
): Promise<Host> {
  // It would pass there too, in Chromium, and look as if Electron had been run.
  test.skip(test.info().project.name === 'electron', 'a scripted backend is served by the browser host only');
  const start = backend instanceof Error ? () => Promise.reject(backend) : backend;
  const host = await startHost({
    backend: typeof start === 'function' ? startingBackend(start, silentLog) : start,
    rendererDir: path.join(ROOT, 'out', 'renderer'),
    log: silentLog,
  });
  await page.goto(host.url);
  await waitForWindow(page);
  return host;
}

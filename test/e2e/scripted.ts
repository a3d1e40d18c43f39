import path from 'node:path';
import type { Page } from '@playwright/test';
import { startingBackend } from '../../electron/engine/startingBackend.ts';
import { silentLog } from '../../electron/platform/log.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import { succeed } from '../../shared/lib/result.ts';
import { scriptedBackend } from '../helpers/scriptedBackend.ts';
import { type Host, startHost } from '../host/host.ts';
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
    'jobs.list': async () => succeed({ jobs: [] }),
    ...more,
  });

/** Opens the page over a scripted backend: for states a real engine is hard to bring into. */
export async function openScripted(
  page: Page,
  backend: ReturnType<typeof quietBackend> | Error,
): Promise<Host> {
  const served =
    backend instanceof Error ? startingBackend(() => Promise.reject(backend), silentLog) : backend;
  const host = await startHost({
    backend: served,
    rendererDir: path.join(ROOT, 'out', 'renderer'),
    log: silentLog,
  });
  await page.goto(host.url);
  return host;
}

import { expect, it, onTestFinished, vi } from 'vitest';
import { startBackend } from '../../../electron/backend.ts';
import { BackendStartError } from '../../../electron/engine/ports/backend.ts';
import { startingBackend } from '../../../electron/engine/startingBackend.ts';
import { silentLog } from '../../../electron/platform/log.ts';
import { openStore } from '../../../electron/store/storeClient.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { THREAD_ENTRY } from '../../helpers/storeThread.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';

it('an engine that cannot start lets go of the store it was given', async () => {
  const dir = makeTempDir();
  onTestFinished(dir.remove);
  const open = () => openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  await (await open()).close();
  withRawDb(dir.path, (db) =>
    db.exec(
      `CREATE TRIGGER full BEFORE INSERT ON instrument BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
    ),
  );
  const options = { dataDir: dir.path, version: 'test', log: silentLog };
  await expect(startBackend(options)).rejects.toThrow('the disk is full');
  withRawDb(dir.path, (db) => db.exec('DROP TRIGGER full'));
  await (await startBackend(options)).close();
});

it('a store is mended once, however many windows ask for it', async () => {
  const recover = vi.fn(() => Promise.resolve({ from: null, damaged: null, candles: null }));
  const start = vi.fn(() =>
    Promise.reject(new BackendStartError({ code: 'store-damaged', message: 'broken' }, recover)),
  );
  const { handlers } = startingBackend(start, silentLog);
  const { signal } = new AbortController();
  const answers = await Promise.all([
    handlers['store.recover']({ how: 'restore' }, signal),
    handlers['store.recover']({ how: 'restore' }, signal),
  ]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
  expect([recover.mock.calls.length, start.mock.calls.length]).toEqual([1, 2]);
});

import { describe, expect, test } from 'vitest';
import { createImportHistoryStore } from '../../../../renderer/features/import/importHistoryStore.ts';
import { chosenFiles, createImportStore } from '../../../../renderer/features/import/importStore.ts';
import { PIECE_BYTES } from '../../../../renderer/features/import/takeFiles.ts';
import { sampleFile, sampleMapping, sampleRun } from '../../../helpers/importSamples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const path = '/history/BTCUSDT-1h-2023-04.zip';

/** A wizard that has looked into one file. */
async function opened(file = sampleFile()) {
  const scripted = scriptedClient();
  const store = createImportStore(scripted.client);
  void store.look([file.path]);
  await scripted.last('imports.inspect').answer({ files: [file] });
  return { store, ...scripted };
}

describe('looking inside', () => {
  test('tells how far it is and shows what was found', async () => {
    const { client, last, emit } = scriptedClient();
    const store = createImportStore(client);
    void store.look([path]);
    emit('imports.progress', { files: 1, totalFiles: 3, rows: 4_000, etaMs: 9_000 });
    expect(store.getState().busy).toMatchObject({ stage: 'looking', files: 1, totalFiles: 3 });
    await last('imports.inspect').answer({ files: [sampleFile()] });
    expect(store.getState()).toMatchObject({ busy: null, files: [{ path }], error: null });
    expect(chosenFiles(store.getState())).toHaveLength(1);
  });

  test('is one thing at a time, and stopping it is no error', async () => {
    const { client, asked } = scriptedClient();
    const store = createImportStore(client);
    void store.look([path]);
    await store.look(['/other']);
    expect(asked).toHaveLength(1);
    store.cancel();
    await turn();
    expect(store.getState()).toMatchObject({ busy: null, error: null, files: [] });
  });

  test('by a mapping of the trader sends it along and replaces what was found', async () => {
    const { store, last } = await opened(sampleFile({ problem: 'whose?', problemCode: 'needs-exchange' }));
    expect(chosenFiles(store.getState())).toEqual([]);
    const mapping = sampleMapping({ exchange: 'bitget' });
    void store.remap(new Map([[path, mapping]]));
    const call = last('imports.inspect');
    expect(call.request).toEqual({ paths: [path], mappings: { [path]: mapping } });
    await call.answer({ files: [sampleFile({ mapping })] });
    expect(chosenFiles(store.getState())).toMatchObject([{ mapping: { exchange: 'bitget' } }]);
  });
});

describe('dropped files', () => {
  test('go to the engine in pieces that follow each other, and are looked into', async () => {
    const { client, last } = scriptedClient();
    const store = createImportStore(client);
    const file = new File([new Uint8Array(PIECE_BYTES + 5)], 'BTCUSDT_1h.csv');
    void store.take([file]);
    await turn();
    await turn();
    const first = last('imports.upload');
    expect(first.request).toMatchObject({ name: 'BTCUSDT_1h.csv' });
    expect(first.request).not.toHaveProperty('after');
    await first.answer({ path: '/dropped/BTCUSDT_1h.csv' });
    expect(store.getState().busy).toMatchObject({ stage: 'taking', bytes: PIECE_BYTES });
    await turn();
    const second = last('imports.upload');
    expect(second.request).toMatchObject({ after: '/dropped/BTCUSDT_1h.csv' });
    expect((second.request as { bytes: Uint8Array }).bytes).toHaveLength(5);
    await second.answer({ path: '/dropped/BTCUSDT_1h.csv' });
    expect(last('imports.inspect').request).toEqual({ paths: ['/dropped/BTCUSDT_1h.csv'] });
  });

  test('are held against a checksum that was dropped along', async () => {
    const { client, last } = scriptedClient();
    const store = createImportStore(client);
    const sum = new File([`${'0'.repeat(64)}  BTCUSDT_1h.csv`], 'BTCUSDT_1h.csv.CHECKSUM');
    void store.take([sum, new File(['x'], 'BTCUSDT_1h.csv')]);
    await turn();
    await turn();
    await last('imports.upload').answer({ path: '/dropped/BTCUSDT_1h.csv' });
    const file = sampleFile({ path: '/dropped/BTCUSDT_1h.csv', sha256: 'f'.repeat(64) });
    await last('imports.inspect').answer({ files: [file] });
    expect(store.getState().files).toMatchObject([{ checksum: 'differs', problemCode: 'checksum' }]);
    expect(chosenFiles(store.getState())).toEqual([]);
  });

  test('that cannot be read any more are named', async () => {
    const { client, asked } = scriptedClient();
    const store = createImportStore(client);
    const gone = {
      name: 'gone.csv',
      size: 4,
      text: () => Promise.reject(new Error('gone')),
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) as unknown as Blob,
    };
    await store.take([gone]);
    expect(asked).toEqual([]);
    expect(store.getState().error?.message).toContain('gone.csv');
  });
});

describe('importing', () => {
  test('sends what is ready and not left out, and keeps the rest in the list', async () => {
    const { store, last } = await opened();
    void store.look(['/b']);
    await last('imports.inspect').answer({ files: [sampleFile({ path: '/b' })] });
    store.leave(['/b'], true);
    store.setConflict('take-file');
    const running = store.run();
    await last('imports.history').answer({ runs: [] });
    const call = last('imports.run');
    expect(call.request).toEqual({ files: [{ path, mapping: sampleMapping() }], conflict: 'take-file' });
    await call.answer({ run: sampleRun() });
    expect(await running).toMatchObject({ id: 1, state: 'done' });
    expect(store.getState()).toMatchObject({ run: { id: 1 }, files: [{ path: '/b' }] });
  });

  test('that is stopped shows what it had stored once the engine has ended it', async () => {
    const { store, last } = await opened();
    const running = store.run();
    await last('imports.history').answer({ runs: [sampleRun({ id: 6 })] });
    store.cancel();
    await turn();
    expect(store.getState().busy).toEqual({ stage: 'stopping' });
    const files = [sampleFile({ outcome: 'waiting' })];
    await last('imports.history').answer({ runs: [sampleRun({ id: 7, state: 'cancelled', files })] });
    expect(await running).toMatchObject({ id: 7, state: 'cancelled' });
    const { busy, error, files: left } = store.getState();
    expect({ busy, error, left: left.length }, 'what was not stored can be imported again').toEqual({
      busy: null,
      error: null,
      left: 1,
    });
  });

  test('that breaks off says why beside what it came to', async () => {
    const { store, last } = await opened();
    const running = store.run();
    await last('imports.history').answer({ runs: [] });
    await last('imports.run').refuse({ code: 'disk-full', message: 'no space left' });
    await last('imports.history').answer({ runs: [sampleRun({ state: 'incomplete', files: [] })] });
    expect(await running).toMatchObject({ state: 'incomplete' });
    expect(store.getState().error?.code).toBe('disk-full');
  });
});

describe('the history', () => {
  test('lists the newest first and takes one back', async () => {
    const { client, last } = scriptedClient();
    const history = createImportHistoryStore(client);
    void history.load();
    await last('imports.history').answer({ runs: [sampleRun(), sampleRun({ id: 2 })] });
    expect(history.getState().runs.value?.map(({ id }) => id)).toEqual([2, 1]);
    const undoing = history.undo(2);
    expect(history.getState().undoing).toBe(2);
    await last('imports.undo').answer({ run: sampleRun({ id: 2, state: 'undone' }) });
    expect(await undoing).toMatchObject({ state: 'undone' });
    expect(history.getState().runs.value?.map(({ state }) => state)).toEqual(['undone', 'done']);
  });

  test('says why one cannot be taken back', async () => {
    const { client, last } = scriptedClient();
    const history = createImportHistoryStore(client);
    const undoing = history.undo(2);
    await last('imports.undo').refuse({ code: 'conflict', message: 'another import is running' });
    expect(await undoing).toBeNull();
    expect(history.getState()).toMatchObject({ undoing: null, error: { code: 'conflict' } });
  });
});

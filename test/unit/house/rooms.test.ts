import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeTempDir, type TempDir } from '../../helpers/tempDir.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** A file in a room, an import it may not have, and a word of the message that names the right door. */
const FORBIDDEN: readonly (readonly [file: string, specifier: string, door: string])[] = [
  ['shared/domain/a.ts', '../../electron/engine/journal.ts', 'shared knows nobody'],
  ['shared/domain/b.ts', 'node:fs', 'belongs to electron/'],
  ['electron/platform/a.ts', '../engine/journal.ts', 'platform serves every room'],
  ['electron/analysis/a.ts', '../engine/journal.ts', 'Analysis knows only shared'],
  ['electron/analysis/b.ts', 'node:fs', 'pure maths'],
  ['electron/store/a.ts', '../engine/journal.ts', 'argument of an operation'],
  ['electron/store/b.ts', 'ccxt', 'MarketFeed'],
  ['electron/feeds/a.ts', '../store/thread.ts', 'hands candles'],
  ['electron/feeds/b.ts', '../engine/journal.ts', 'electron/engine/ports'],
  ['electron/feeds/c.ts', 'better-sqlite3', 'StoreClient'],
  ['electron/files/a.ts', '../store/thread.ts', 'plain shapes'],
  ['electron/engine/a.ts', '../store/thread.ts', 'electron/engine/ports'],
  ['electron/engine/jobs/a.ts', '../../feeds/index.ts', 'electron/engine/ports'],
  ['electron/engine/b.ts', 'electron', 'electron/shell'],
  ['electron/engine/c.ts', 'ccxt-pro/bitget.js', 'electron/feeds'],
  ['electron/engine/ports/a.ts', '../../feeds/index.ts', 'knows no adapter'],
  ['electron/shell/a.ts', '../store/thread.ts', 'The shell is thin'],
  ['electron/backend.ts', 'electron', 'electron/shell'],
  ['renderer/app/a.ts', '../../electron/engine/journal.ts', 'DataClient'],
  ['renderer/app/b.ts', 'node:path', 'belongs to electron/'],
  ['renderer/features/a.ts', 'lightweight-charts', 'renderer/charts'],
];

const ALLOWED: readonly (readonly [file: string, specifier: string])[] = [
  ['electron/store/ok.ts', 'better-sqlite3'],
  ['electron/feeds/ok.ts', 'ccxt-pro/bitget.js'],
  ['electron/feeds/ok2.ts', '../engine/ports/feed.ts'],
  ['electron/engine/ports/ok.ts', '../../store/storeClient.ts'],
  ['electron/shell/ok.ts', 'electron'],
  ['renderer/charts/ok.ts', 'lightweight-charts'],
];

type Diagnostic = Readonly<{ category: string; message: string; location: { path: string } }>;

let dir: TempDir;
let diagnostics: Diagnostic[];

beforeAll(() => {
  dir = makeTempDir();
  copyFileSync(join(ROOT, 'biome.json'), join(dir.path, 'biome.json'));
  for (const [file, specifier] of [...FORBIDDEN, ...ALLOWED]) {
    mkdirSync(dirname(join(dir.path, file)), { recursive: true });
    writeFileSync(join(dir.path, file), `import { a } from '${specifier}';\n\nexport const b = a;\n`);
  }
  const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['lint', '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: dir.path, encoding: 'utf8' });
  diagnostics = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics.filter(({ category }) =>
    category.endsWith('noRestrictedImports'),
  );
});

afterAll(() => dir.remove());

const messageFor = (file: string): string | undefined =>
  diagnostics.find(({ location }) => location.path.replaceAll('\\', '/').endsWith(file))?.message;

it.each(FORBIDDEN)('%s may not import %s, and is told the right door', (file, _specifier, door) => {
  expect(messageFor(file)).toContain(door);
});

it.each(ALLOWED)('%s may import %s', (file) => {
  expect(messageFor(file)).toBeUndefined();
});

import path from 'node:path';
import { startBackend } from '../../electron/backend.ts';
import { startingBackend } from '../../electron/engine/startingBackend.ts';
import { createFileLog } from '../../electron/platform/fileLog.ts';
import { defaultDataDir } from '../../electron/platform/paths.ts';
import { programVersion } from '../../electron/resources.ts';
import { createDisposables } from '../../shared/lib/disposable.ts';
import { cacheDir } from './cacheDir.ts';
import { startEmulator } from './emulator.ts';
import { type Host, startHost } from './host.ts';
import { hasScreen, openWindow } from './openWindow.ts';
import { parseHostArguments } from './options.ts';
import { onRememberedPort } from './rememberedPort.ts';

// Built into out/host.js, beside out/renderer; the project's root is one above.
const BUILT = import.meta.dirname;
const ROOT = path.dirname(BUILT);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Points both venues at the exchange emulator and returns how to stop it. */
async function startDemo(): Promise<() => Promise<void>> {
  const emulator = await startEmulator(path.join(ROOT, 'test', 'exchange', 'cli.ts'));
  process.env.CANDLEKEEP_BITGET_URL = emulator.url;
  process.env.CANDLEKEEP_BINANCE_URL = emulator.url;
  return emulator.close;
}

async function main(): Promise<void> {
  const options = parseHostArguments(process.argv.slice(2));
  // A demo has a store of its own: simulated candles must never lie among real ones.
  const dataDir = options.dataDir ?? (options.isDemo ? path.join(cacheDir(), 'demo') : defaultDataDir());
  const log = createFileLog({ dataDir, console: 'warn' });
  const stopDemo = options.isDemo ? await startDemo() : null;
  const backend = startingBackend(() => startBackend({ dataDir, version: programVersion(), log }), log);
  const rendererDir = path.join(BUILT, 'renderer');
  const serve = (port: number): Promise<Host> => startHost({ backend, rendererDir, port, log });
  const host = await (options.port > 0 ? serve(options.port) : onRememberedPort(dataDir, log, serve));

  const windows = createDisposables();
  let isStopping = false;
  const stop = async (): Promise<void> => {
    // A second Ctrl-C means that the first one takes too long.
    if (isStopping) process.exit(1);
    isStopping = true;
    windows.disposeAll();
    await host.close();
    await backend.close();
    await stopDemo?.();
    process.exit(0);
  };
  const stopLogged = (): void => {
    stop().catch((error: unknown) => {
      log.error('stopping failed', { error: String(error) });
      process.exit(1);
    });
  };
  process.on('SIGINT', stopLogged);
  process.on('SIGTERM', stopLogged);

  say(`Candlekeep on ${host.url}`);
  if (!options.isWindowWanted || !hasScreen()) return;
  const window = openWindow(host.url, say, stopLogged);
  windows.add(() => window?.kill());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

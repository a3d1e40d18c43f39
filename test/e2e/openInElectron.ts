import { once } from 'node:events';
import { _electron as electron, type Page } from '@playwright/test';
import { electronRuntime, ROOT } from './runtime.ts';

export type Opened = Readonly<{ page: Page; stopHost(): Promise<void>; end(how?: 'kill'): Promise<void> }>;
export type Environment = Readonly<Record<string, string>>;
/** What Playwright gives a browser of its own accord, and Electron only when it is told. */
export type Manner = Readonly<{ locale: string | undefined; timezoneId: string | undefined }>;

const named = ({ locale, timezoneId }: Manner) => ({
  ...(locale === undefined ? {} : { locale }),
  ...(timezoneId === undefined ? {} : { timezoneId }),
});

/** Starts the built app in Electron, on a store of its own, through Playwright's driver. */
export async function openInElectron(dataDir: string, env: Environment, manner: Manner): Promise<Opened> {
  const runtime = electronRuntime();
  if (runtime === null) throw new Error("Electron's runtime is not on this machine");
  const app = await electron.launch({
    executablePath: runtime,
    // Chromium refuses to sandbox for root.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ROOT, '--data-dir', dataDir],
    env: { ...(process.env as Record<string, string>), ...env },
    ...named(manner),
  });
  const end = async (how?: 'kill'): Promise<void> => {
    if (how === undefined) return app.close();
    const program = app.process();
    const exited = once(program, 'exit');
    program.kill('SIGKILL');
    await exited;
  };
  return { page: await app.firstWindow(), end, stopHost: () => Promise.resolve() };
}

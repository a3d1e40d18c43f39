import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const ccxt = (folder: string): string =>
  fileURLToPath(new URL(`./node_modules/ccxt/js/src/${folder}`, import.meta.url));

/** ccxt exports only its whole; the venues are imported by path (facts/exchanges.md section 6). */
export const ccxtAliases = { 'ccxt-pro': ccxt('pro'), 'ccxt-base': ccxt('base') };

export default defineConfig({
  resolve: { alias: ccxtAliases },
  test: {
    environment: 'node',
    pool: 'forks',
    // Many tests wait for children, sockets and timers: one worker would leave a small machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: ['unit', 'integration', 'crash'].map((name) => ({
      extends: true,
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
        globalSetup: name === 'unit' ? [] : ['test/helpers/buildThreads.ts'],
      },
    })),
  },
});

import path from 'node:path';
import react from '@vitejs/plugin-react';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Returns Vite's options for the window: everything under renderer/, as files beside each other in `outDir`. */
export const windowBuild = (outDir) => ({
  configFile: false,
  logLevel: 'warn',
  root: path.join(ROOT, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2024',
    // Vite's polyfill would be an inline script, which the Content-Security-Policy forbids; nothing here needs it.
    modulePreload: { polyfill: false },
    // The window loads from the disk beside it: one file of a megabyte is one read.
    chunkSizeWarningLimit: 2_000,
    // A file turned into a data: address would be one more source to allow.
    assetsInlineLimit: 0,
  },
});

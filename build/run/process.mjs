import { spawn } from 'node:child_process';
import path from 'node:path';

/** The project's root. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..');

/** Returns a path under the project's root. */
export const at = (...parts) => path.join(ROOT, ...parts);

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs a program in this one's place: same input, output and errors, same exit code. In a terminal Ctrl-C reaches the
 * program by itself, and twice would mean "at once", so this process only waits; everything else is passed on.
 */
export function becomes(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    const passUnlessTerminal = (signal) => process.stdin.isTTY || child.kill(signal);
    process.on('SIGINT', passUnlessTerminal);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', passUnlessTerminal);
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0));
    });
  });
}

/** Runs a step of the preparation: whatever it prints goes to stderr, because stdout belongs to the command. */
export const runStep = (file, args, options = {}) =>
  becomes(file, args, { cwd: ROOT, ...options, stdio: ['ignore', 2, 2] });

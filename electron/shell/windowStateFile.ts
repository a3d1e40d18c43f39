import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseWindowState, type WindowState } from './windowState.ts';

/** Reads the kept state; the usual one when there is none. */
export function readWindowState(file: string): WindowState {
  try {
    return parseWindowState(readFileSync(file, 'utf8'));
  } catch {
    return parseWindowState(null);
  }
}

/**
 * Keeps the state. Written beside and renamed, so that a power cut leaves the old one or the new one. A full disk
 * costs the trader the place of the window, and must not cost them its closing.
 */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // The window opens where it usually does.
  }
}

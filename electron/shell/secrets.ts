import { app, safeStorage } from 'electron';
import type { Secrets } from '../engine/ports/surroundings.ts';
import { readSecretFile, writeSecretFile } from './secretFile.ts';

const REFUSED = 'This system offers no keychain to encrypt secrets with, so none is kept.';

/** On Linux without a keyring Chromium "encrypts" with a key everybody knows; Windows (DPAPI) and macOS never do. */
function canEncrypt(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function open(sealed: string | undefined): string | null {
  if (sealed === undefined || !canEncrypt()) return null;
  try {
    return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
  } catch {
    // Sealed by another user or on another PC: as good as none.
    return null;
  }
}

/** Keeps secrets in a file of the shell's own, each encrypted by the system for this user. */
export const keychainSecrets = (file: string): Secrets => ({
  kept: 'keychain',
  get: async (name) => {
    await app.whenReady();
    return open(readSecretFile(file)[name]);
  },
  set: async (name, value) => {
    await app.whenReady();
    if (!canEncrypt()) throw new Error(REFUSED);
    const sealed = safeStorage.encryptString(value).toString('base64');
    writeSecretFile(file, { ...readSecretFile(file), [name]: sealed });
  },
  delete: async (name) => {
    const { [name]: _forgotten, ...others } = readSecretFile(file);
    writeSecretFile(file, others);
  },
});

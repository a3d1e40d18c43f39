import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Encrypted secrets by name, base64. */
export type SealedSecrets = Readonly<Record<string, string>>;

const isText = (entry: readonly [string, unknown]): entry is [string, string] => typeof entry[1] === 'string';

/** Reads the file; one that is absent, or that nobody can read any more, holds nothing. */
export function readSecretFile(file: string): SealedSecrets {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof kept === 'object' && kept !== null
      ? Object.fromEntries(Object.entries(kept).filter(isText))
      : {};
  } catch {
    return {};
  }
}

/** Replaces the file in one step, readable by its owner only. Throws when it cannot be written: the trader must hear it. */
export function writeSecretFile(file: string, secrets: SealedSecrets): void {
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

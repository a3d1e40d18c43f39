import { z } from 'zod';
import { ConflictRule, FileMapping, FileReport, ImportRun } from '../../domain/import.ts';
import { Nothing } from '../filters.ts';

const ImportRef = z.strictObject({ importId: z.number().int().positive() });

export const importCalls = {
  /** Looks inside files and folders without changing anything; `imports.progress` tells how far it is. */
  'imports.inspect': {
    request: z.strictObject({
      paths: z.array(z.string().min(1).max(1_000)).min(1).max(10_000),
      /** The trader's own mapping of some files. */
      mappings: z.record(z.string(), FileMapping).optional(),
    }),
    response: z.strictObject({ files: z.array(FileReport) }),
  },
  /** The first rows of a file as text, to choose columns by. */
  'imports.preview': {
    request: z.strictObject({ path: z.string().min(1).max(1_000), rows: z.number().int().min(1).max(200) }),
    response: z.strictObject({ rows: z.array(z.array(z.string())), mapping: FileMapping.nullable() }),
  },
  'imports.run': {
    request: z.strictObject({
      files: z
        .array(z.strictObject({ path: z.string().min(1).max(1_000), mapping: FileMapping }))
        .min(1)
        .max(10_000),
      conflict: ConflictRule,
    }),
    response: z.strictObject({ run: ImportRun }),
  },
  'imports.history': {
    request: z.strictObject({ limit: z.number().int().min(1).max(1_000) }),
    response: z.strictObject({ runs: z.array(ImportRun) }),
  },
  /** Takes an import back: new candles go, replaced ones get their former values. */
  'imports.undo': { request: ImportRef, response: z.strictObject({ run: ImportRun }) },
  /** Takes a file that was dropped on the window into the data directory's `dropped` folder; answers its path. */
  'imports.upload': {
    request: z.strictObject({
      name: z.string().min(1).max(300),
      bytes: z.instanceof(Uint8Array),
      /** The path an earlier piece of the same file was answered with: these bytes follow it. */
      after: z.string().max(1_000).optional(),
    }),
    response: z.strictObject({ path: z.string() }),
  },
  /** Asks the trader for files; an empty list when they cancel, or `conflict` where the host has no dialogs. */
  'imports.choose': { request: Nothing, response: z.strictObject({ paths: z.array(z.string()) }) },
} as const;

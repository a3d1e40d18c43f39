/** More than the engine looks at in one go. */
const MOST_FILES = 10_000;

function inFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  return new Promise((done, failed) => {
    const found: FileSystemEntry[] = [];
    // A reader hands out a hundred at a time, and an empty list at the end.
    const next = (): void =>
      reader.readEntries((some) => {
        found.push(...some);
        if (some.length === 0) done(found);
        else next();
      }, failed);
    next();
  });
}

async function filesOf(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FILES || entry.name.startsWith('.')) return;
  if (entry.isDirectory) {
    const inside = await inFolder(entry as FileSystemDirectoryEntry);
    for (const one of inside.toSorted((a, b) => (a.name < b.name ? -1 : 1))) await filesOf(one, found);
    return;
  }
  found.push(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)));
}

/**
 * Returns the files that were dropped, those inside dropped folders too. The list of what was dropped is gone after the
 * event, so this has to be called in it.
 */
export async function droppedFiles(dropped: DataTransfer): Promise<readonly File[]> {
  const entries = [...dropped.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const plain = [...dropped.files];
  if (entries.length === 0) return plain;
  const found: File[] = [];
  for (const entry of entries) await filesOf(entry, found);
  return found;
}

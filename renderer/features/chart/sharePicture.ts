/** What became of a picture that was to be copied. */
export type Shared = 'copied' | 'saved' | 'copyFailed';

const blobOf = (picture: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    picture.toBlob((blob) => (blob === null ? reject(new Error('the picture is empty')) : resolve(blob))),
  );

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Puts a picture on the clipboard, or into a file when that is wanted or the clipboard refuses. */
export async function sharePicture(
  picture: HTMLCanvasElement,
  how: 'copy' | 'save',
  name: string,
): Promise<Shared> {
  const blob = await blobOf(picture);
  if (how === 'copy') {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
      return 'copied';
    } catch {
      // Without permission, or without focus; the trader still gets the picture.
    }
  }
  download(blob, name);
  return how === 'save' ? 'saved' : 'copyFailed';
}

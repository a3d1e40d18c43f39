import path from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

export type RendererFile = Readonly<{ file: string; contentType: string }>;

/**
 * Returns the file under `root` that a URL path asks for, or null when it would leave `root`, cannot be decoded or is
 * of a kind the window never loads. Whether the file exists is the reader's business.
 */
export function rendererFile(root: string, urlPath: string): RendererFile | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  // A backslash separates folders on Windows, a colon names drives and streams there, and NUL ends C strings.
  if (!decoded.startsWith('/') || /[\\:\0]/.test(decoded)) return null;
  const file = path.resolve(root, decoded === '/' ? 'index.html' : `.${decoded}`);
  if (!file.startsWith(path.resolve(root) + path.sep)) return null;
  const contentType = CONTENT_TYPES[path.extname(file).toLowerCase()];
  return contentType === undefined ? null : { file, contentType };
}

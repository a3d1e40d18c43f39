export const APP_SCHEME = 'app';
export const APP_HOST = 'candlekeep';
/** The one origin the app's own pages have. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_START_URL = `${APP_ORIGIN}/index.html`;

/** The parts of an IPC sender that decide whether it is believed. */
export type SenderFrame = Readonly<{ url: string; parent: unknown }>;

/** Tells whether a URL is one of the app's own pages. */
export function isAppUrl(url: string): boolean {
  // Not `URL.origin`: for schemes a URL parser does not know, it is "null" for everybody.
  return url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
}

/** Tells whether a message comes from the top frame of our own page; a frame that is gone is not believed. */
export const isTrustedSender = (frame: SenderFrame | null): boolean =>
  frame !== null && frame.parent === null && isAppUrl(frame.url);

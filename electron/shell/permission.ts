import { isAppUrl } from './sender.ts';

/** What the page may ask of the system: to copy a report or a picture of a chart when its button is pressed. */
const GRANTED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Tells whether a page may have a permission. Everything but `GRANTED` is denied, and everybody else's pages too. */
export const isPermitted = (permission: string, requester: string): boolean =>
  GRANTED.has(permission) && isAppUrl(requester);

/** Tells whether a request stays in the app; a `blob:` is what the page itself made, to be saved as a file. */
export const isOwnRequest = (url: string): boolean =>
  isAppUrl(url) || (url.startsWith('blob:') && isAppUrl(url.slice('blob:'.length)));

/** The only addresses ever handed to the system's browser: the documentation of what the window shows. */
export const isDocumentation = (url: string): boolean => url.startsWith('https://www.tradingview.com/');

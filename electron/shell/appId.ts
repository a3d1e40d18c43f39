/** As in electron-builder.yml: what ties the window, its shortcuts and its notifications together on Windows. */
export const APP_ID = 'app.candlekeep.desktop';

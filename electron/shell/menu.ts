import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * Replaces Electron's own menu, which offers pages of Electron's and the developer's tools. The bar is hidden; its
 * items are there for their keys, in the system's words.
 */
export function setMenu(): void {
  const developer: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'toggleDevTools' }];
  const submenu: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...developer,
    { type: 'separator' },
    { role: 'quit' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Candlekeep', submenu }, { role: 'editMenu' }]));
}

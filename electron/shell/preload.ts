import { contextBridge, ipcRenderer } from 'electron';
import { createPreloadApi } from './preloadApi.ts';

contextBridge.exposeInMainWorld('candlekeep', createPreloadApi(ipcRenderer));

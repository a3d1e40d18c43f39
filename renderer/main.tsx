import './bridge/noEval.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/tokens.css';
import './app/page.css';
import './ui/ui.css';
import './features/frame/frame.css';
import './features/frame/rail.css';
import './features/status/status.css';
import './features/settings/settings.css';
import './features/palette/palette.css';
import './features/jobs/jobs.css';
import './features/repair/repair.css';
import './features/inspector/inspector.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { createStores } from './app/stores.ts';
import { connectToHost } from './bridge/connect.ts';
import { createDataClient } from './bridge/dataClient.ts';
import { createI18n } from './i18n/i18n.ts';

const port = connectToHost();
const client = createDataClient(port, (error) => reportError(error));
const stores = createStores(client, port, window);
const i18n = createI18n(stores.settings.getState().language);
stores.load();

window.addEventListener('pagehide', () => {
  // What was removed and not taken back is removed for good, while there still is an engine to tell.
  stores.undos.commitAll();
  stores.dispose();
  client.dispose();
});

const host = document.getElementById('root');
if (host === null) throw new Error('index.html has no #root');
createRoot(host).render(
  <StrictMode>
    <App stores={stores} i18n={i18n} />
  </StrictMode>,
);

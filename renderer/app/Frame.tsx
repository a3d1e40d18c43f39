import { useStore } from 'zustand';
import { useAlertNews } from '../features/alerts/useAlertNews.tsx';
import { NewsDrawer } from '../features/frame/NewsDrawer.tsx';
import { Rail } from '../features/frame/Rail.tsx';
import { ShortcutsDialog } from '../features/frame/ShortcutsDialog.tsx';
import { UndoToasts } from '../features/frame/UndoToasts.tsx';
import { useShortcuts } from '../features/frame/useShortcuts.ts';
import { JobsDrawer } from '../features/jobs/JobsDrawer.tsx';
import { useJobNews } from '../features/jobs/useJobNews.ts';
import { SettingsDialog } from '../features/settings/SettingsDialog.tsx';
import { ConnectionBanner } from '../features/status/ConnectionBanner.tsx';
import { StartFailure } from '../features/status/StartFailure.tsx';
import { StatusBar } from '../features/status/StatusBar.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { Overlays } from './Overlays.tsx';
import type { Stores } from './stores.ts';
import { Work } from './Work.tsx';

type Props = Readonly<{ stores: Stores }>;

/** What is always there: the rail, the place one is at, the status bar, and what lies over them. */
export function Frame({ stores }: Props) {
  const { frame, navigation, settings, news, undos, jobs, status, connection, recover, client } = stores;
  useJobNews(jobs, news);
  useAlertNews(stores);
  useShortcuts({ frame, navigation, settings, undos });
  const open = useStore(frame, (state) => state.open);
  // A lost connection has its own banner and mends itself; any other error of the first call is a failed start.
  const startError = useStore(status, ({ info }) =>
    info.value === null && info.error !== null && info.error.code !== 'disconnected' ? info.error : null,
  );
  return (
    <div className="ck-frame">
      <Rail
        navigation={navigation}
        settings={settings}
        frame={frame}
        news={news}
        attention={stores.attention}
      />
      <div className="ck-content">
        <ConnectionBanner connection={connection} />
        {startError === null ? (
          <Work stores={stores} />
        ) : (
          <StartFailure error={startError} recover={recover} onRetry={stores.load} />
        )}
      </div>
      <StatusBar
        status={status}
        settings={settings}
        jobs={jobs}
        live={stores.live}
        onJobs={() => frame.toggle('jobs')}
      />
      <CommandPalette stores={stores} />
      <JobsDrawer
        client={client}
        store={jobs}
        navigation={navigation}
        isOpen={open === 'jobs'}
        onClose={frame.close}
      />
      <NewsDrawer news={news} isOpen={open === 'notices'} onClose={frame.close} />
      <SettingsDialog store={settings} isOpen={open === 'settings'} onClose={frame.close} />
      <ShortcutsDialog isOpen={open === 'shortcuts'} onClose={frame.close} />
      <UndoToasts store={undos} />
      <Overlays stores={stores} />
    </div>
  );
}

import { useState } from 'react';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import type { Throughput } from '../live/throughput.ts';
import { useLiveActions } from '../live/useLiveActions.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import { IngestionHead } from './IngestionHead.tsx';
import { IngestionLog } from './IngestionLog.tsx';
import { createIngestionView } from './ingestionView.ts';
import { LivePanel } from './LivePanel.tsx';
import { VenueCard } from './VenueCard.tsx';

type Props = Readonly<{
  client: DataClient;
  live: LiveStore;
  throughput: Throughput;
  coverage: CoverageStore;
  navigation: NavigationStore;
}>;

/** From this height on the log of events has room under the series. */
const ROOMY_PX = 760;

/** What keeps the store current: the venues and their lines, every live series, and what happened. */
export function IngestionScreen({ client, live, throughput, coverage, navigation }: Props) {
  const actions = useLiveActions(live);
  const [view] = useState(() => createIngestionView(window.localStorage, window.innerHeight >= ROOMY_PX));
  const venues = useStore(live, (state) => state.venues);
  const error = useStore(live, (state) => state.error);
  return (
    <div className="ck-ingestion">
      <IngestionHead live={live} throughput={throughput} actions={actions} />
      {error !== null && <ErrorNotice error={error} onRetry={() => void live.load()} />}
      {venues.length > 0 && (
        <div className="ck-venues">
          {venues.map((venue) => (
            <VenueCard key={venue.exchange} venue={venue} actions={actions} />
          ))}
        </div>
      )}
      <LivePanel live={live} coverage={coverage} navigation={navigation} view={view} actions={actions} />
      <IngestionLog client={client} view={view} />
    </div>
  );
}

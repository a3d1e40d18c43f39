import '../../features/events/events.css';
import '../../features/series/series.css';
import '../../features/ingestion/ingestion.css';
import { IngestionScreen } from '../../features/ingestion/IngestionScreen.tsx';
import type { Stores } from '../stores.ts';

/** What is live, with what the screen needs of the window. */
export function IngestionRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, live, throughput, coverage, navigation } = stores;
  return (
    <IngestionScreen
      client={client}
      live={live}
      throughput={throughput}
      coverage={coverage}
      navigation={navigation}
    />
  );
}

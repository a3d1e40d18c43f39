import '../../features/chart/chart.css';
import { ChartScreen } from '../../features/chart/ChartScreen.tsx';
import type { Stores } from '../stores.ts';

/** The chart, with what the screen needs of the window. */
export function ChartRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, coverage, catalog, settings, status, navigation } = stores;
  return (
    <ChartScreen
      client={client}
      coverage={coverage}
      catalog={catalog}
      settings={settings}
      status={status}
      navigation={navigation}
    />
  );
}

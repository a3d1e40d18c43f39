import '../../features/chart/chart.css';
import '../../features/indicators/indicators.css';
import '../../features/quotes/quotes.css';
import { ChartScreen } from '../../features/chart/ChartScreen.tsx';
import type { Stores } from '../stores.ts';

/** The chart, with what the screen needs of the window. */
export function ChartRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, coverage, catalog, settings, status, navigation, menu, inspector } = stores;
  return (
    <ChartScreen
      client={client}
      coverage={coverage}
      catalog={catalog}
      settings={settings}
      status={status}
      live={stores.live}
      quotes={stores.quotes}
      navigation={navigation}
      menu={menu}
      inspector={inspector}
      stores={stores}
    />
  );
}

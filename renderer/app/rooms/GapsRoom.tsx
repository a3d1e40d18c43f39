import '../../features/gaps/gaps.css';
import { GapsScreen } from '../../features/gaps/GapsScreen.tsx';
import type { Stores } from '../stores.ts';

/** The gaps, with what the screen needs of the window. */
export function GapsRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { gaps, coverage, menu, navigation } = stores;
  return <GapsScreen store={gaps} coverage={coverage} menu={menu} navigation={navigation} stores={stores} />;
}

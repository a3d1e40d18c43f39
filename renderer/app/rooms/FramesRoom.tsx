import '../../features/backfill/backfill.css';
import '../../features/frames/frames.css';
import { FramesScreen } from '../../features/frames/FramesScreen.tsx';
import type { Stores } from '../stores.ts';

/** The frames, with what the screen needs of the window. */
export function FramesRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, frames, features, coverage, navigation } = stores;
  return (
    <FramesScreen
      {...frames}
      client={client}
      features={features}
      coverage={coverage}
      navigation={navigation}
    />
  );
}

import '../../features/backfill/backfill.css';
import '../../features/frames/frames.css';
import '../../features/frames/framesViews.css';
import '../../features/schedule/schedule.css';
import { FramesScreen } from '../../features/frames/FramesScreen.tsx';
import type { Stores } from '../stores.ts';

/** The frames, with what the screen needs of the window. */
export function FramesRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, frames, features, coverage, schedule, navigation } = stores;
  return (
    <FramesScreen
      {...frames}
      client={client}
      features={features}
      coverage={coverage}
      schedule={schedule}
      navigation={navigation}
    />
  );
}

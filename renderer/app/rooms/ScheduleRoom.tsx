import '../../features/backfill/backfill.css';
import '../../features/schedule/schedule.css';
import { ScheduleScreen } from '../../features/schedule/ScheduleScreen.tsx';
import type { Stores } from '../stores.ts';

/** The schedule, with what the screen needs of the window. */
export function ScheduleRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, schedule, scheduleRemoval, frames, navigation } = stores;
  return (
    <ScheduleScreen
      client={client}
      store={schedule}
      removal={scheduleRemoval}
      presets={frames.presets}
      navigation={navigation}
    />
  );
}

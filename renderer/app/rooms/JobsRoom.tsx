import { JobsScreen } from '../../features/jobs/JobsScreen.tsx';
import type { Stores } from '../stores.ts';

/** The jobs, with what the screen needs of the window. */
export function JobsRoom({ stores: { client, jobs, navigation } }: Readonly<{ stores: Stores }>) {
  return <JobsScreen client={client} store={jobs} navigation={navigation} />;
}

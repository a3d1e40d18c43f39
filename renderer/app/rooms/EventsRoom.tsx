import '../../features/events/events.css';
import { EventsScreen } from '../../features/events/EventsScreen.tsx';
import type { Stores } from '../stores.ts';

/** The events and the audit, with what the screen needs of the window. */
export function EventsRoom({ stores: { client } }: Readonly<{ stores: Stores }>) {
  return <EventsScreen client={client} />;
}

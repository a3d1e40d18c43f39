import '../../features/alerts/alerts.css';
import { AlertsScreen } from '../../features/alerts/AlertsScreen.tsx';
import type { Stores } from '../stores.ts';

/** The alerts, with what the screen needs of the window. */
export function AlertsRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { alerts, alertSettings, navigation, undos } = stores;
  return (
    <AlertsScreen
      alerts={alerts}
      alertSettings={alertSettings}
      navigation={navigation}
      undoable={undos.undoable}
    />
  );
}

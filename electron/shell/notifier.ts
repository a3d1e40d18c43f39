import { app, Notification } from 'electron';
import type { Notifier } from '../engine/ports/surroundings.ts';

const REFUSED = 'This system shows no notifications.';
/** A system in its quiet hours shows nothing, and says nothing either. */
const PATIENCE_MS = 5_000;

/**
 * Shows notifications of the system; a click on one brings the window to the front. They are tied to the program by its
 * app id (`lifecycle.ts`): without one Windows shows nothing.
 */
export function systemNotifier(onClick: () => void): Notifier {
  // One that is collected while it is on the screen loses its click.
  const shown = new Set<Notification>();
  return {
    show: async (title, body) => {
      await app.whenReady();
      if (!Notification.isSupported()) throw new Error(REFUSED);
      const notification = new Notification({ title, body });
      await new Promise<void>((resolve, reject) => {
        const forget = (): void => void shown.delete(notification);
        setTimeout(resolve, PATIENCE_MS).unref();
        notification.on('show', () => resolve());
        notification.on('failed', (_event, error) => {
          forget();
          reject(new Error(error));
        });
        notification.on('click', () => {
          forget();
          onClick();
        });
        notification.on('close', forget);
        shown.add(notification);
        notification.show();
      });
    },
  };
}

import type { ClientMessage } from '../../shared/contract/wire.ts';
import type { Dispose } from '../../shared/lib/disposable.ts';

/**
 * `connecting`: never connected yet, what is sent waits. `lost`: was connected, or could not connect; what was asked
 * is not answered any more, and the port keeps trying by itself when its transport can come back.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost';

/** The window's end of the line, whatever carries it. */
export interface ClientPort {
  send(message: ClientMessage): void;
  onMessage(listener: (message: unknown) => void): Dispose;
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): Dispose;
  close(): void;
}

/** Names in `system_state`. The last sign of life of a program that keeps series live: exchange time, milliseconds. */
export const ALIVE_KEY = 'app.alive';
/** What it was doing then: running or not, mode, venues; read by `status` in another process. */
export const LIVE_STATE_KEY = 'live.state';
export const MODE_KEY = 'live.mode';
export const PAUSED_KEY = 'live.paused';

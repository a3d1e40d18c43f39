import { systemPower } from '../../../electron/shell/power.ts';

// Tells its parent every power event the shell would tell the engine; ends when its parent lets it go.

systemPower(20).on((event) => void process.send?.({ what: 'power', given: [event] }));
process.send?.({ what: 'ready', given: [] });
setInterval(() => undefined, 60_000);

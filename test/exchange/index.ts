export { connectExchange, type ExchangeClient } from './admin/client.ts';
export type { ExchangeEmulator, ExchangeOptions } from './emulator.ts';
export { transientFaults } from './faults/presets.ts';
export type { FaultInput } from './faults/schema.ts';
export type { RequestEntry } from './http/requestLog.ts';
export type { Settings } from './settings.ts';
export type { FileSpec } from './source/fileSource.ts';
export { startExchange } from './start.ts';

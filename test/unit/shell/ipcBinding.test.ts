import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { silentLog } from '../../../electron/platform/log.ts';
import { bindIpc, type MainIpc } from '../../../electron/shell/ipcBinding.ts';
import { CLIENT_CHANNEL, createPreloadApi } from '../../../electron/shell/preloadApi.ts';
import { APP_START_URL } from '../../../electron/shell/sender.ts';
import type { PreloadApi } from '../../../renderer/bridge/electronPort.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { scriptedBackend } from '../../helpers/scriptedBackend.ts';

const call = { kind: 'call', id: 1, name: 'catalog.export', request: {} };
const ours = { sender: { id: 1 }, senderFrame: { url: APP_START_URL, parent: null } };

function bound() {
  const main = new EventEmitter();
  const send = vi.fn();
  const handler = vi.fn(async () => succeed({ yaml: '' }));
  const backend = scriptedBackend({ 'catalog.export': handler });
  const stop = bindIpc(
    main as unknown as MainIpc,
    { id: 1, isDestroyed: () => false, send },
    backend,
    silentLog,
  );
  return { main, send, handler, stop };
}

test('a call of the own page is answered', async () => {
  const { main, send } = bound();
  main.emit(CLIENT_CHANNEL, ours, call);
  await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
});

test.each([
  ['of another window', { ...ours, sender: { id: 2 } }],
  ['of a frame inside the page', { ...ours, senderFrame: { url: APP_START_URL, parent: {} } }],
  ['of a foreign page', { ...ours, senderFrame: { url: 'https://evil.example/', parent: null } }],
  ['of a frame that is gone', { ...ours, senderFrame: null }],
])('a call %s is dropped', (_whose, event) => {
  const { main, handler } = bound();
  main.emit(CLIENT_CHANNEL, event, call);
  expect(handler).not.toHaveBeenCalled();
});

test('nothing is served after the end', () => {
  const { main, handler, stop } = bound();
  stop();
  main.emit(CLIENT_CHANNEL, ours, call);
  expect([handler.mock.calls.length, main.listenerCount(CLIENT_CHANNEL)]).toEqual([0, 0]);
});

test('the preload exposes three named calls, and they are what the window expects', () => {
  const ipc = { send: vi.fn(), on: vi.fn(), off: vi.fn() };
  const api: PreloadApi = createPreloadApi(ipc);
  expect(Object.keys(api)).toEqual(['call', 'cancel', 'onMessage']);
  api.onMessage(() => undefined)();
  expect(ipc.off).toHaveBeenCalledOnce();
});

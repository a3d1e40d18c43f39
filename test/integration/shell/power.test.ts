import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startApp } from '../../helpers/electron/appProcess.ts';

const TELLER = fileURLToPath(new URL('../../helpers/electron/powerTeller.ts', import.meta.url));

it('sleep and the network are told as they come, the network only when it changes', async () => {
  const app = startApp(TELLER, []);
  onTestFinished(async () => {
    app.child.kill('SIGKILL');
    await app.ended;
  });
  await app.hears('ready');
  // The shell listens once Electron is ready; before that the parent's word would be lost.
  app.say({ to: 'net', online: false });
  expect(await app.hears('power', 1)).toEqual(['offline']);
  app.say({ to: 'net', online: true });
  expect(await app.hears('power', 2)).toEqual(['online']);
  app.say({ to: 'power', event: 'suspend', given: [] });
  expect(await app.hears('power', 3)).toEqual(['suspend']);
  app.say({ to: 'power', event: 'resume', given: [] });
  expect(await app.hears('power', 4)).toEqual(['resume']);
});

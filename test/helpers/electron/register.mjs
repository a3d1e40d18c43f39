// Gives whoever imports 'electron' the stand-in beside this file: `node --import ./test/helpers/electron/register.mjs`.
import { registerHooks } from 'node:module';

const standIn = new URL('./standIn.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});

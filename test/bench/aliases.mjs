// Lets Node itself find the venues of ccxt where Vite and vitest have an alias: `node --import ./test/bench/aliases.mjs`.
import { registerHooks } from 'node:module';

const ccxt = new URL('../../node_modules/ccxt/js/src/', import.meta.url);

registerHooks({
  resolve: (specifier, context, next) => {
    const [, folder, file] = /^ccxt-(pro|base)\/(.+)$/.exec(specifier) ?? [];
    return file === undefined
      ? next(specifier, context)
      : next(new URL(`${folder}/${file}`, ccxt).href, context);
  },
});

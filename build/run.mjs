// The one command line of the project: `node build/run.mjs COMMAND [ARGS]`. Runs on any Node from 20 on with nothing
// installed, so it imports Node's own modules only; see README.md in this folder.
import { pathToFileURL } from 'node:url';
import { buildNow, ensureBuilt } from './run/built.mjs';
import { electronCommand } from './run/electron.mjs';
import { ensureInstalled } from './run/installed.mjs';
import { at, becomes } from './run/process.mjs';
import { projectNode } from './run/projectNode.mjs';
import { verify } from './run/verify.mjs';

/** Says why it cannot go on, in one sentence and without a stack. */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** @type {Record<string, (node: string, args: string[]) => Promise<number>>} */
const commands = {
  start: async (node, args) => {
    await ensureBuilt(node, ['node', 'renderer']);
    const electron = args.includes('--browser') ? null : await electronCommand(node);
    const rest = args.filter((arg) => arg !== '--browser');
    if (electron !== null) return becomes(electron.file, [...electron.args, ...rest]);
    return becomes(node, [at('out', 'host.js'), ...rest]);
  },
  demo: async (node, args) => {
    await ensureBuilt(node, ['node', 'renderer']);
    return becomes(node, [at('out', 'host.js'), '--demo', ...args]);
  },
  cli: async (node, args) => {
    await ensureBuilt(node, ['node']);
    return becomes(node, [at('out', 'cli.js'), ...args]);
  },
  exchange: (node, args) => becomes(node, [at('test', 'exchange', 'cli.ts'), ...args]),
  test: verify,
  verify,
  'test:long': async (node, args) => {
    await ensureBuilt(node, ['node', 'renderer']);
    process.env.CANDLEKEEP_TEST_LONG = '1';
    return becomes(node, [at('node_modules', 'vitest', 'vitest.mjs'), 'run', '--passWithNoTests', ...args]);
  },
  bench: async (node, args) => {
    await ensureBuilt(node, ['node', 'renderer']);
    // The engine runs from its sources here, where the venues of ccxt have no bundler to find them.
    const aliases = pathToFileURL(at('test', 'bench', 'aliases.mjs')).href;
    return becomes(node, ['--import', aliases, at('test', 'bench', 'main.ts'), ...args]);
  },
  build: async (node, args) => {
    await buildNow(node, args.length > 0 ? args : ['node', 'renderer']);
    return 0;
  },
  dist: async (node, args) => {
    await buildNow(node, ['package']);
    return becomes(node, [at('node_modules', 'electron-builder', 'cli.js'), '--win', '--x64', ...args]);
  },
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined)
  refuse(`Which of ${Object.keys(commands).join(', ')}? (was: ${name || 'nothing'})`);
try {
  await ensureInstalled();
  process.exitCode = await command(projectNode(), args);
} catch (error) {
  refuse(error.message);
}

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from './built.mjs';
import { at, becomes, ROOT } from './process.mjs';

const REPORTS = at('test-results', 'reports');

const tool = (...place) => at('node_modules', ...place);

/** A check that has no tests of its own counts as one. */
const check = (title, args) => ({
  title,
  args,
  count: (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }),
});

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function vitest(project) {
  const report = `${REPORTS}/${project}.json`;
  return {
    title: `${project} tests`,
    // Some of them start the built programs.
    before: (node) => ensureBuilt(node, ['node']),
    args: [
      tool('vitest', 'vitest.mjs'),
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    count: () => {
      const found = readReport(report);
      return {
        passed: found?.numPassedTests ?? 0,
        failed: found?.numFailedTests ?? 0,
        skipped: found?.numPendingTests ?? 0,
      };
    },
  };
}

function playwright() {
  const report = `${REPORTS}/e2e.json`;
  return {
    title: 'end-to-end tests',
    args: [tool('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    before: (node) => ensureBuilt(node, ['node', 'renderer']),
    count: () => {
      const stats = readReport(report)?.stats;
      return {
        passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
        failed: stats?.unexpected ?? 0,
        skipped: stats?.skipped ?? 0,
        flaky: stats?.flaky ?? 0,
      };
    },
  };
}

/** In order of price: what fails soonest is asked first. */
const steps = () => [
  check('types', [tool('typescript', 'bin', 'tsc'), '-b']),
  check('lint', [tool('@biomejs', 'biome', 'bin', 'biome'), 'ci']),
  vitest('unit'),
  vitest('integration'),
  vitest('crash'),
  playwright(),
];

async function runOne(node, { title, args, env, before }) {
  process.stdout.write(`\n── ${title}\n`);
  const begun = performance.now();
  await before?.(node);
  const code = await becomes(node, args, { cwd: ROOT, env: { ...process.env, ...env } });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`── ${title}: ${code === 0 ? 'ok' : 'FAILED'} in ${seconds} s\n`);
  return code;
}

/** The whole gate. Stops at the first step that fails; the last line counts tests, types and lint as one each. */
export async function verify(node) {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const total = { passed: 0, failed: 0, skipped: 0, flaky: 0 };
  let code = 0;
  for (const step of steps()) {
    code = await runOne(node, step);
    const { passed, failed, skipped = 0, flaky = 0 } = step.count(code);
    total.passed += passed;
    total.skipped += skipped;
    total.flaky += flaky;
    // A runner that fails before its first test has no failed test to show for it.
    total.failed += code === 0 ? failed : Math.max(1, failed);
    if (code !== 0) break;
  }
  if (total.flaky > 0)
    process.stdout.write(`\n${total.flaky} passed at the second go only: named above as flaky.\n`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
  return code;
}

import { setTimeout as delay } from 'node:timers/promises';
import type { ExchangeEmulator } from '../exchange/index.ts';
import { type CliProcess, type CliResult, startCli } from '../helpers/builtCli.ts';
import { isPageRequest } from '../helpers/pageRequests.ts';

/** When the power goes, in terms of what the program is doing: a length of time after a beginning. */
type Blow = Readonly<{
  phase: 'starting' | 'downloading' | 'closing';
  pages: number;
  delayMs: number;
}>;

/** Draws blows: one in five while starting, one in five while closing, the others over the whole download. */
export function drawBlow(random: () => number, pages: number): Blow {
  const dice = random();
  const phase = dice < 0.2 ? 'starting' : dice < 0.8 ? 'downloading' : 'closing';
  const longest = { starting: 400, downloading: 60, closing: 120 }[phase];
  return { phase, pages: Math.floor(random() * pages), delayMs: Math.floor(random() * longest) };
}

/** Resolves when the program has come to where the blow is due; the end of the program ends the waiting, too. */
async function moment(blow: Blow, backfill: CliProcess, exchange: ExchangeEmulator): Promise<void> {
  if (blow.phase === 'downloading') {
    for (let page = 0; page < blow.pages; page += 1) await exchange.requests.next(isPageRequest);
  }
  if (blow.phase === 'closing') await backfill.says(/backfill (of \d+ series finished|ended)/);
  await delay(blow.delayMs);
}

/** Starts the headless program and takes its power away; one that was faster ends by itself. */
export async function killBackfill(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  blow: Blow,
  exchange: ExchangeEmulator,
): Promise<CliResult> {
  const backfill = startCli(args, env);
  await Promise.race([moment(blow, backfill, exchange).catch(() => undefined), backfill.ended]);
  backfill.child.kill('SIGKILL');
  return backfill.ended;
}

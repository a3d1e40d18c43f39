import type { Command } from 'commander';

const namesOf = (command: Command): string[] =>
  command.commands.length > 0
    ? command.commands.map((one) => one.name())
    : [...command.options, ...(command.parent === null ? [] : globalOptions(command))].map(
        (option) => option.long ?? option.flags,
      );

function globalOptions(command: Command): Command['options'] {
  const { parent } = command;
  return parent === null
    ? []
    : [...parent.options, ...globalOptions(parent)].filter((one) => one.long !== '--version');
}

const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;

/** Makes every command answer a wrong command line with what it does understand. */
export function sayWhatIsAllowed(command: Command): void {
  const kind = command.commands.length > 0 ? 'commands' : 'options';
  command.showHelpAfterError(
    `The ${kind} of "${pathOf(command)}" are ${namesOf(command).join(', ')}. More: ${pathOf(command)} --help`,
  );
  for (const one of command.commands) sayWhatIsAllowed(one);
}

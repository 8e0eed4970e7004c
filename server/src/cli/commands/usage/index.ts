import { Command } from 'commander';
import type { Finish } from '../../exit';
import { importCommand } from './import';
import { pullCommand } from './pull';
import { showCommand } from './show';

/** `tierlint usage`: what the organisation used, as usage.json for `tierlint audit --usage`. Only pull uses the network. */
export function usageCommand(finish: Finish): Command {
  const usage = new Command('usage').description('read what the organisation used and was billed for');
  for (const create of [pullCommand, importCommand, showCommand]) usage.addCommand(create(finish));
  return usage;
}

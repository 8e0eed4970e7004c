import { Command } from 'commander';
import type { Finish } from '../../exit';
import { resultsCommand } from './results';
import { splitCommand } from './split';
import { statusCommand } from './status';
import { submitCommand } from './submit';
import { validateCommand } from './validate';

const COMMANDS = [validateCommand, splitCommand, submitCommand, statusCommand, resultsCommand];

/** `tierlint batch`: files of Batch requests, from checking to results. Only submit, status and results use the network. */
export function batchCommand(finish: Finish): Command {
  const batch = new Command('batch').description('check, split, submit and collect files of Batch API requests');
  for (const create of COMMANDS) batch.addCommand(create(finish));
  return batch;
}

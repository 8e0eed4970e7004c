import type { FrameworkRow } from './row';

/** Command lines: someone starts the program, and it works through what it is given. */
export const COMMAND_LINES: readonly FrameworkRow[] = [
  {
    kind: 'script-command',
    workload: 'offline',
    what: 'a program that runs on Modal',
    modules: ['modal'],
    decorators: ['local_entrypoint'],
  },
  {
    kind: 'script-command',
    workload: 'offline',
    what: 'a command of a script',
    modules: [
      'click',
      'typer',
      'fire',
      'invoke',
      'nox',
      'doit',
      'cyclopts',
      'plac',
      'rich_click',
      'asyncclick',
      'argh',
      'clize',
      'hydra',
      'absl.app',
      'absl',
    ],
    decorators: ['command', 'main', 'task', 'default', 'session', 'callback'],
    takes: ['Fire', 'run'],
  },
];

/** Parameters and options whose value is one question of a person, as against files to work through. */
export const QUESTION =
  /^(?:user_?)?(?:prompt|question|query|message|ask|request|task|instruction|goal|topic|description|text|words|utterance|command|q)s?$/i;

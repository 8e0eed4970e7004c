import { logicalLines } from './logicalLines';

/** Cell magics whose body is Python all the same. */
const PYTHON_CELL_MAGICS = new Set([
  ...['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'lprun', 'snakeviz', 'pyinstrument', 'scalene', 'heat'],
  ...['python', 'python3', 'px', 'local', 'wandb', 'debug', 'ipytest', 'run_pytest'],
]);

/** Replaces what IPython understands and Python doesn't by blanks, or by a name where a value must stand, at equal length. */
export function blankMagics(source: string): string {
  if (!/[%!?]/.test(source)) return source;
  const cellMagic = /^(\s*)%%(\w*)/.exec(source);
  if (cellMagic && !PYTHON_CELL_MAGICS.has(cellMagic[2]!)) return blank(source);
  let result = '';
  let position = 0;
  for (const { start, end } of logicalLines(source)) {
    // A line taken into the one before (a shell command that goes on after a backslash).
    if (start < position) continue;
    const line = source.slice(start, end);
    const replaced = replaceLine(line);
    if (replaced === line) continue;
    const until = isMagicLine(line) ? endOfCommand(source, end) : end;
    result += source.slice(position, start) + replaced + blank(source.slice(end, until));
    position = until;
  }
  return result + source.slice(position);
}

function replaceLine(line: string): string {
  if (isMagicLine(line)) return blankStatement(line);
  const assigned = /^(\s*[\w.,[\]() \t]*[\w\])][ \t]*=[ \t]*)([!%].*)$/s.exec(line);
  return assigned ? assigned[1]! + '_' + blank(assigned[2]!.slice(1)) : line;
}

function isMagicLine(line: string): boolean {
  return /^\s*(%%?\w|!|\?)/.test(line) || /^\s*%?[\w.*]+\?{1,2}\s*$/.test(line);
}

/** An indented line may be all a block has: it keeps a statement. */
function blankStatement(line: string): string {
  const indent = /^[ \t]*/.exec(line)![0];
  if (indent === '') return blank(line);
  const body = line.slice(indent.length);
  const filler = body.length >= 4 ? 'pass' : '0';
  return indent + filler + blank(body.slice(filler.length));
}

/** The end of a command that goes on over lines that end in a backslash. */
function endOfCommand(source: string, end: number): number {
  let until = end;
  while (until < source.length && source.slice(0, until).endsWith('\\')) {
    const next = source.indexOf('\n', until + 1);
    until = next === -1 ? source.length : next;
  }
  return until;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Words of JavaScript and TypeScript for taking loops apart. */
import type { FlowFunction } from '../../../syntax/flow/flow';
import { statementsIn, targetsOf } from '../../../syntax/flow/walk';
import { declaresOf } from '../shared/effects';
import type { LanguageWords } from '../shared/words';

export const ECMASCRIPT_WORDS: LanguageWords = {
  /** A regular expression with the flag g goes on from where it was. */
  mutating: new Set(
    'push pop shift unshift splice sort reverse fill copyWithin set add delete clear append enqueue dequeue next exec'.split(' '),
  ),
  changesArgument: [[/^(Object\.(assign|defineProperty)|Reflect\.set|_\.(assign|merge|set|remove|pull))$/, 0]],
  seen: /^(console|logger|log|logging|winston|pino|spinner|bar|progress|progressBar|process\.(stdout|stderr)|chalk)\.|^(print|alert|log|write)$|(^|\.)(write|writeFile|writeFileSync|appendFile|appendFileSync|mkdir|mkdirSync|unlinkSync|rmSync|rename|renameSync|insert|insertOne|insertMany|update|updateOne|upsert|save|create|deleteOne|execute|commit|send|post|put|patch|publish|emit|dispatch|enqueue|increment|tick)$/,
  receivers: new Set(['this']),
  localsOf(fn: FlowFunction): ReadonlySet<string> {
    const statements = [...statementsIn(fn.body)];
    return new Set([
      ...fn.parameters.flatMap(({ names }) => names),
      ...statements.flatMap(declaresOf),
      ...statements.flatMap((each) => (each.kind === 'loop' ? targetsOf(each).flatMap(({ names }) => names) : [])),
      ...statements.flatMap((each) => (each.kind === 'try' ? each.handlers.flatMap(({ names }) => names) : [])),
    ]);
  },
};

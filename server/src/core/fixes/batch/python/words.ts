/** Words of Python for taking loops apart. */
import type { FlowFunction } from '../../../syntax/flow/flow';
import { boundIn, statementsIn } from '../../../syntax/flow/walk';
import type { LanguageWords } from '../shared/words';

const COLLECTIONS =
  'append extend insert add update pop popleft appendleft extendleft remove clear setdefault sort reverse discard popitem rotate write writelines writerow writerows put put_nowait get_nowait push';
/** Iterators, readers and generators of random numbers are another thing after each call. */
const TAKEN =
  '__next__ send readline read readlines seek random randint randrange choice choices shuffle sample uniform gauss normal integers permutation normalvariate betavariate expovariate triangular getrandbits rand randn seed';

export const PYTHON_WORDS: LanguageWords = {
  mutating: new Set(`${COLLECTIONS} ${TAKEN}`.split(' ')),
  changesArgument: [
    [/^(next|anext)$/, 0],
    [/(^|\.)(shuffle|heappush|heappop|heapify|heapreplace|heappushpop|insort|insort_left|insort_right)$/, 0],
    [/^(setattr|delattr)$/, 0],
    [/(^|\.)(dump)$/, 1],
  ],
  seen: /^(print|pprint|input|display|exit|quit)$|^(console|st|tqdm|sys\.stdout|sys\.stderr|pbar|progress|warnings|rich)\.|\.(write|writelines|writerow|writerows|print|log|info|debug|warning|error|exception|critical|commit|execute|executemany|write_text|write_bytes|to_csv|to_json|save|send|post|put|update_one|insert_one|insert_many|set_description|set_postfix|unlink|rename|mkdir|makedirs|touch)$|^time\.sleep$|^(os\.(remove|rename|replace|system|mkdir)|shutil\.\w+|subprocess\.\w+)$|^(json|pickle|yaml)\.dump$/,
  receivers: new Set(['self', 'cls']),
  localsOf(fn: FlowFunction): ReadonlySet<string> {
    const outer = new Set(
      [...statementsIn(fn.body)].flatMap((each) =>
        each.kind === 'declare' && (each.form === 'global' || each.form === 'nonlocal') ? each.names : [],
      ),
    );
    return new Set([...fn.parameters.flatMap(({ names }) => names), ...[...boundIn(fn.body)].filter((name) => !outer.has(name))]);
  },
};

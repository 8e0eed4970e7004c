/** What files that were opened before a loop write to, by the names of their handles. */
import type { FlowExpression, FlowFunction, FlowLoop } from '../syntax/flow/flow';
import { statementsIn } from '../syntax/flow/walk';
import { contains } from '../text/span';
import type { Names } from './names';
import { touchesOf } from './outside';
import type { Frame } from './passes';

/** `log = open("log.txt", "a")` before the loop, in its function or in the module. */
export function handlesBefore(loop: FlowLoop, around: FlowFunction, frame: Frame, names: Names): ReadonlyMap<string, string> {
  const { source } = frame;
  const handles = new Map<string, string>();
  const note = (name: string | undefined, value: FlowExpression | undefined): void => {
    const call = value?.calls.find(({ span }) => span.start === value.span.start && span.end === value.span.end);
    if (!call || name === undefined || !value) return;
    for (const { kind, resource } of touchesOf(call, source.unit.text, false)) {
      const within = value.accesses.filter(({ span }) => resource.start <= span.start && span.start < resource.end);
      if (kind === 'write') handles.set(name, names.keyOf(resource, within, frame));
    }
  };
  for (const statement of [...statementsIn(source.flow.module.body), ...statementsIn(around.body)]) {
    if (contains(loop.span, statement.span)) continue;
    if (statement.kind === 'assign') note(statement.targets[0]?.names[0], statement.value);
    if (statement.kind === 'with') for (const { value, target } of statement.items) note(target?.names[0], value);
  }
  return handles;
}

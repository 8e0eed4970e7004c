import type ts from 'typescript';
import { emptyFlow } from '../../flow/emptyFlow';
import type { FileFlow, FlowFunction } from '../../flow/flow';
import type { Dialect } from '../dialect';
import { FlowLowerer, type FunctionBody } from './lowerer';

/** The flow of a parsed file. Never throws; a tree too deep to walk has an empty flow. */
export function flowOf(tsModule: typeof ts, sourceFile: ts.SourceFile, text: string, dialect: Dialect): FileFlow {
  try {
    const lowerer = new FlowLowerer(tsModule, sourceFile, text, dialect);
    const { module } = lowerer;
    return {
      language: dialect.language,
      text,
      module,
      functionAt: (offset) => innermost(lowerer.functionsNear(offset), offset) ?? module,
      mayRepeat: (call) => lowerer.mayRepeat(call),
      functionOf: ({ start, end }) => lowerer.functionsNear(start).find(({ fn }) => fn.span.start === start && fn.span.end === end)?.fn,
    };
  } catch {
    return emptyFlow(dialect.language, text);
  }
}

/** Functions come in source order, outer ones first: the last that holds the offset is the innermost. */
function innermost(functions: readonly FunctionBody[], offset: number): FlowFunction | undefined {
  let found: FlowFunction | undefined;
  for (const { fn, body } of functions) {
    if (body.start > offset && fn.span.start > offset) break;
    if (body.start <= offset && offset <= body.end) found = fn;
  }
  return found;
}

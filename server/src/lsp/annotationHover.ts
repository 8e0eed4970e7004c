import { MarkupKind, type Hover } from 'vscode-languageserver';
import { describeAnnotation } from '../core/annotationHelp/describe';
import { Reach } from '../core/annotation/reach';
import type { Inspection } from './inspect';
import type { Session } from './session';

/** The hover of an annotation: what it says, and what it is about. Undefined where none stands at the offset. */
export function annotationHover({ analyses, features }: Session, { path, analysis, view }: Inspection, offset: number): Hover | undefined {
  const unit = analyses.host.source(path);
  const reach = unit && Reach.of(unit);
  const annotation = reach?.at(offset);
  const text = annotation && describeAnnotation(annotation, reach!, analysis.calls, analysis.suppressed);
  if (!annotation || text === undefined) return undefined;
  const range = view.locate(annotation.span)?.range;
  const contents = features.markdownHover
    ? { kind: MarkupKind.Markdown, value: text }
    : { kind: MarkupKind.PlainText, value: text.replace(/\*\*|`/g, '') };
  return { contents, ...(range && { range }) };
}

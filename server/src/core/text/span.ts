/** A half-open range of UTF-16 offsets into one source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `inner` lies within `outer`, borders included. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the offset lies within the span, both borders included (a cursor may stand at either end). */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

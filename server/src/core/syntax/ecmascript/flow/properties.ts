import type ts from 'typescript';
import type { Walk } from './walk';

/** Only a name that is computed touches anything. */
export function visitPropertyName(walk: Walk, name: ts.PropertyName | ts.BindingName): void {
  if (name.kind === walk.lowerer.kinds.ComputedPropertyName) walk.visit(name.expression);
}

export function visitProperty(walk: Walk, { name, initializer }: ts.PropertyAssignment): void {
  visitPropertyName(walk, name);
  walk.visit(initializer);
}

/** A field of a class gets its value when an object is made. */
export function visitField(walk: Walk, { name, initializer }: ts.PropertyDeclaration): void {
  visitPropertyName(walk, name);
  if (initializer) walk.later(() => walk.visit(initializer));
}

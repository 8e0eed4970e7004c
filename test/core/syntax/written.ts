import type { Argument, DictionaryEntry, Expression } from '../../../server/src/core/syntax/expression';

/** An expression in a short notation for assertions: `-` for none, `?` for opaque. */
export function written(expression: Expression | undefined): string {
  if (expression === undefined) return '-';
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'member':
      return `${written(expression.object)}.${expression.property}`;
    case 'index':
      return `${written(expression.object)}[${written(expression.index)}]`;
    case 'call':
      return `${expression.isNew ? 'new ' : ''}${written(expression.callee)}(${expression.args.map(argument).join(', ')})`;
    case 'string':
      return JSON.stringify(expression.value ?? expression.parts);
    case 'number':
    case 'boolean':
      return String(expression.value);
    case 'null':
      return 'null';
    case 'list':
      return `[${expression.items.map(written).join(', ')}]`;
    case 'dictionary':
      return `{${expression.entries.map(entry).join(', ')}}`;
    case 'choice':
      return `${expression.form}<${expression.options.map(written).join(', ')}>`;
    case 'arithmetic':
      return `(${written(expression.left)} ${expression.operator} ${written(expression.right)})`;
    case 'import':
      return `import ${expression.module} ${expression.imported}`;
    case 'function':
      return `function ${expression.function}`;
    case 'class':
      return `class ${expression.class}`;
    case 'opaque':
      return '?';
  }
}

function argument({ name, spread, value }: Argument): string {
  if (spread) return `${spread === 'iterable' ? '*' : '**'}${written(value)}`;
  return name === undefined ? written(value) : `${name}=${written(value)}`;
}

function entry({ key, spread, value }: DictionaryEntry): string {
  return spread ? `**${written(value)}` : `${key === undefined ? '?' : JSON.stringify(key)}: ${written(value)}`;
}

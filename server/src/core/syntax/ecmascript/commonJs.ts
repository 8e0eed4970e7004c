import type { Expression } from '../expression';
import type { Lowerer } from './lowerer';

/** `module.exports = x`, `module.exports.y = x`, `exports.y = x`: recorded as exports, besides being stores. */
export function recordCommonJsExport(lowerer: Lowerer, target: Expression, value: Expression): void {
  if (target.kind !== 'member') return;
  const isWhole = isModuleExports(target);
  const isNamed = !isWhole && (isModuleExports(target.object) || (target.object.kind === 'name' && target.object.name === 'exports'));
  if (!isWhole && !isNamed) return;
  // Inside a function, names of the value are not the module's, and who calls it is unknown.
  if (lowerer.frame.facts) return;
  lowerer.usesRequire = true;
  // Compilers write `exports.x = void 0` ahead of the real value.
  if (value.kind === 'null') return;
  const { exports, starImports } = lowerer.facts;
  if (isNamed) {
    exports.push({ name: target.property, value });
    return;
  }
  exports.push({ name: '=', value });
  if (value.kind !== 'dictionary') return;
  for (const { key, spread, value: entry } of value.entries) {
    if (key !== undefined) exports.push({ name: key, value: entry });
    else if (spread && entry.kind === 'import' && entry.imported === '*') starImports.push({ module: entry.module, kind: 're-export' });
  }
}

function isModuleExports(expression: Expression): boolean {
  return (
    expression.kind === 'member' &&
    expression.property === 'exports' &&
    expression.object.kind === 'name' &&
    expression.object.name === 'module'
  );
}

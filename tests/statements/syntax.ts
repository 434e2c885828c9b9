import ts from 'typescript';

export function isFunction(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

/** An expression without what only its type needs: brackets, `as`, `satisfies` and `!`. */
export function valuePart(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
    ? valuePart(node.expression)
    : node;
}

export function isInside(node: ts.Node, outer: ts.Node): boolean {
  const isSameFile = node.getSourceFile() === outer.getSourceFile();
  return isSameFile && node.pos >= outer.pos && node.end <= outer.end;
}

/** The list whose `map`, `flatMap` or `forEach` runs a function. */
export function mappedList(callback: ts.Expression): ts.Expression | undefined {
  const call = callback.parent;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression))
    return undefined;
  return /^(?:map|flatMap|forEach)$/.test(call.expression.name.text)
    ? call.expression.expression
    : undefined;
}

/** The name of the variable that a function is the value of. */
export function variableOf({ parent }: ts.Node): ts.Identifier | undefined {
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

/** The name of the function of the module that a node stands in. */
export function enclosingFunction(node: ts.Node): string {
  let name = 'module';
  for (let outer = node.parent as ts.Node | undefined; outer; outer = outer.parent)
    if (ts.isFunctionDeclaration(outer) && outer.name) name = outer.name.text;
  return name;
}

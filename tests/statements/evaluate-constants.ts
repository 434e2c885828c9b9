import ts from 'typescript';
import type { Choose } from './alternatives.ts';
import {
  constantFrom,
  ifConstant,
  memberOf,
  NotConstant,
  textConstant as text,
  textIn,
  type Constant,
} from './constant.ts';
import { importedSymbol, type SourceProgram } from './source-program.ts';
import { isFunction, isInside, mappedList, valuePart, variableOf } from './syntax.ts';

/** Parameters and loop variables whose value is known here. */
type Bound = ReadonlyMap<ts.Symbol, Constant>;

/** The call that a function's parameters are taken from, when its text comes from its callers. */
export type ChosenCall = (owner: ts.SignatureDeclaration) => ts.CallExpression | undefined;

const ARITHMETIC = new Map<ts.SyntaxKind, (a: number, b: number) => number>([
  [ts.SyntaxKind.PlusToken, (a, b) => a + b],
  [ts.SyntaxKind.MinusToken, (a, b) => a - b],
  [ts.SyntaxKind.AsteriskToken, (a, b) => a * b],
]);

/**
 * Evaluates expressions of the app to constant texts. Where an expression can come to several (a condition, a union of
 * literals, a parameter with several callers), `choose` takes one.
 * @param fragments exports of the app, by their name, that are taken as they run
 */
export function evaluateConstants(
  { checker, callsOf }: SourceProgram,
  fragments: Readonly<Record<string, unknown>>,
  choose: Choose,
) {
  const none: Bound = new Map();
  const callers = new Set<ts.CallExpression>();

  /** @throws NotConstant with the part that is not known before the program runs */
  function textOf(node: ts.Expression, bound: Bound = none): string {
    const value = valueOf(node, bound);
    return value.kind === 'text' ? value.text : fail(node);
  }

  function valueOf(node: ts.Expression, bound: Bound): Constant {
    const inner = valuePart(node);
    if (ts.isStringLiteralLike(inner)) return text(inner.text);
    if (ts.isNumericLiteral(inner)) return text(String(Number(inner.text)));
    if (ts.isTemplateExpression(inner)) {
      const parts = inner.templateSpans.map(
        ({ expression, literal }) => textOf(expression, bound) + literal.text,
      );
      return text(inner.head.text + parts.join(''));
    }
    if (ts.isArrayLiteralExpression(inner))
      return { kind: 'list', values: inner.elements.flatMap((one) => elementsOf(one, bound)) };
    if (ts.isObjectLiteralExpression(inner)) return recordOf(inner, bound);
    if (isFunction(inner)) return functionOf(inner, bound);
    if (ts.isConditionalExpression(inner)) {
      const yes = choose(inner.condition.getText(), 2) === 0;
      return valueOf(yes ? inner.whenTrue : inner.whenFalse, bound);
    }
    if (ts.isBinaryExpression(inner)) return combined(inner, bound);
    return ifConstant(() => known(inner, bound)) ?? literalOf(inner);
  }

  function known(node: ts.Expression, bound: Bound): Constant | undefined {
    if (ts.isIdentifier(node)) return valueOfName(node, bound);
    if (ts.isPropertyAccessExpression(node))
      return memberOf(valueOf(node.expression, bound), node.name.text);
    if (ts.isElementAccessExpression(node)) return elementOf(node, bound);
    if (ts.isCallExpression(node)) return resultOf(node, bound);
    return undefined;
  }

  function combined({ left, right, operatorToken }: ts.BinaryExpression, bound: Bound): Constant {
    const [a, b] = [textOf(left, bound), textOf(right, bound)];
    const isText = (node: ts.Expression) =>
      (checker.getTypeAtLocation(node).flags & ts.TypeFlags.NumberLike) === 0;
    const isPlus = operatorToken.kind === ts.SyntaxKind.PlusToken;
    if (isPlus && (isText(left) || isText(right))) return text(a + b);
    const compute = ARITHMETIC.get(operatorToken.kind);
    return compute ? text(String(compute(Number(a), Number(b)))) : fail(operatorToken.parent);
  }

  function elementsOf(node: ts.Expression, bound: Bound): readonly Constant[] {
    return ts.isSpreadElement(node) ? listOf(node.expression, bound) : [valueOf(node, bound)];
  }

  function listOf(node: ts.Expression, bound: Bound): readonly Constant[] {
    const value = valueOf(node, bound);
    return value.kind === 'list' ? value.values : fail(node);
  }

  function recordOf(node: ts.ObjectLiteralExpression, bound: Bound): Constant {
    const members = node.properties.flatMap((one) => {
      if (ts.isShorthandPropertyAssignment(one))
        return [{ name: one.name.text, value: () => valueOf(one.name, bound) }];
      if (ts.isSpreadAssignment(one)) {
        const spread = valueOf(one.expression, bound);
        return spread.kind === 'record' ? spread.members : fail(one);
      }
      if (!ts.isPropertyAssignment(one) || ts.isComputedPropertyName(one.name)) return fail(one);
      return [{ name: one.name.text, value: () => valueOf(one.initializer, bound) }];
    });
    return { kind: 'record', members };
  }

  function valueOfName(node: ts.Identifier, bound: Bound): Constant | undefined {
    const shorthand = ts.isShorthandPropertyAssignment(node.parent);
    const local = shorthand
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    const symbol = importedSymbol(checker, local);
    if (!symbol?.valueDeclaration) return undefined;
    return bound.get(symbol) ?? declared(symbol.name, symbol.valueDeclaration, bound);
  }

  function declared(name: string, declaration: ts.Declaration, bound: Bound): Constant | undefined {
    const isExport = (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
    if (isExport && Object.hasOwn(fragments, name)) return constantFrom(fragments[name]);
    if (ts.isFunctionDeclaration(declaration)) return functionOf(declaration, none);
    if (ts.isBindingElement(declaration)) return destructured(declaration, bound);
    if (ts.isParameter(declaration)) return argumentFor(declaration);
    if (!ts.isVariableDeclaration(declaration)) return undefined;
    const loop = declaration.parent.parent;
    if (ts.isForOfStatement(loop)) return oneOf(declaration, loop.expression, bound);
    const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
    return isConst && declaration.initializer ? valueOf(declaration.initializer, bound) : undefined;
  }

  function oneOf(key: ts.Node, list: ts.Expression, bound: Bound): Constant | undefined {
    const values = listOf(list, bound);
    return values[choose(key, Math.max(values.length, 1))];
  }

  /** A variable taken out of a record or a list: `{ text }` or `[first, second]`. */
  function destructured(element: ts.BindingElement, bound: Bound): Constant | undefined {
    const whole = declared('', element.parent.parent, bound);
    return whole && partOf(whole, element);
  }

  /** What a parameter is: what a list gives to its callback, or what one of the callers hands over. */
  function argumentFor(parameter: ts.ParameterDeclaration): Constant | undefined {
    const owner = parameter.parent;
    const position = owner.parameters.indexOf(parameter);
    const list = isFunction(owner) ? mappedList(owner) : undefined;
    if (list && position === 0) return oneOf(owner, list, none);
    const given = chosenCall(owner)?.arguments[position] ?? parameter.initializer;
    return given && valueOf(given, none);
  }

  function chosenCall(owner: ts.SignatureDeclaration): ts.CallExpression | undefined {
    const name = ts.isFunctionDeclaration(owner) ? owner.name : variableOf(owner);
    const symbol = name && checker.getSymbolAtLocation(name);
    // A function that calls itself hands over what it was given.
    const calls = ((symbol && callsOf.get(symbol)) ?? []).filter((one) => !isInside(one, owner));
    if (calls.length === 0) return undefined;
    const call = calls[choose(symbol, calls.length)];
    if (call) callers.add(call);
    return call;
  }

  function elementOf(node: ts.ElementAccessExpression, bound: Bound): Constant | undefined {
    const value = valueOf(node.expression, bound);
    const key = ifConstant(() => textOf(node.argumentExpression, bound));
    if (value.kind === 'list') return key === undefined ? undefined : value.values[Number(key)];
    if (key !== undefined || value.kind !== 'record') return memberOf(value, key ?? '');
    return value.members[choose(node.getText(), Math.max(value.members.length, 1))]?.value();
  }

  function resultOf(node: ts.CallExpression, bound: Bound): Constant | undefined {
    const given = node.arguments.map((one) => ifConstant(() => valueOf(one, bound)));
    if (node.expression.getText() === 'String') return given[0];
    const { expression } = node;
    const isMethod = ts.isPropertyAccessExpression(expression);
    const result = isMethod ? resultOfMethod(expression, given, bound) : undefined;
    if (result) return result;
    const called = valueOf(expression, bound);
    return called.kind === 'function' ? called.call(given) : undefined;
  }

  function resultOfMethod(
    { expression, name }: ts.PropertyAccessExpression,
    [first]: readonly (Constant | undefined)[],
    bound: Bound,
  ): Constant | undefined {
    if (expression.getText() === 'Object')
      return first?.kind === 'record' ? entryList(name.text, first.members) : undefined;
    const list = ifConstant(() => listOf(expression, bound));
    if (!list) return undefined;
    if (name.text === 'join') return text(list.map(textIn).join(first ? textIn(first) : ','));
    if (name.text !== 'map' || first?.kind !== 'function') return undefined;
    const values = list.map((one, place) => first.call([one, text(String(place))]));
    return values.includes(undefined) ? undefined : { kind: 'list', values: values as Constant[] };
  }

  function functionOf(code: ts.FunctionLikeDeclaration, outer: Bound): Constant {
    return { kind: 'function', call: (given) => called(code, given, outer) };
  }

  /** What a function that does nothing but return gives for arguments that are known. */
  function called(
    { parameters, body }: ts.FunctionLikeDeclaration,
    given: readonly (Constant | undefined)[],
    outer: Bound,
  ): Constant | undefined {
    const bound = new Map(outer);
    for (const [place, { name }] of parameters.entries()) {
      const value = given[place];
      if (value) bind(name, value, bound);
    }
    if (!body) return undefined;
    if (!ts.isBlock(body)) return valueOf(body, bound);
    const last = body.statements.at(-1);
    const isPlain = body.statements.every((one) => one === last || ts.isVariableStatement(one));
    return isPlain && last && ts.isReturnStatement(last) && last.expression
      ? valueOf(last.expression, bound)
      : undefined;
  }

  function bind(name: ts.BindingName, value: Constant, bound: Map<ts.Symbol, Constant>): void {
    if (ts.isIdentifier(name)) {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol) bound.set(symbol, value);
      return;
    }
    for (const element of name.elements) {
      const part = ts.isOmittedExpression(element) ? undefined : partOf(value, element);
      if (part && !ts.isOmittedExpression(element)) bind(element.name, part, bound);
    }
  }

  /** An expression whose type is a literal, or one of a few. */
  function literalOf(node: ts.Expression): Constant {
    const type = checker.getTypeAtLocation(node);
    const options = type.isUnion() ? type.types : [type];
    const literals = options.flatMap((one) =>
      one.isStringLiteral() || one.isNumberLiteral() ? [String(one.value)] : [],
    );
    if (literals.length < options.length) return fail(node);
    return text(literals[choose(node.getText(), literals.length)] ?? '');
  }

  return { textOf, chosenCall, callers };
}

function partOf(value: Constant, element: ts.BindingElement): Constant | undefined {
  const pattern = element.parent;
  if (ts.isArrayBindingPattern(pattern))
    return value.kind === 'list' ? value.values[pattern.elements.indexOf(element)] : undefined;
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) ? memberOf(value, name.text) : undefined;
}

function entryList(
  part: string,
  members: readonly { name: string; value: () => Constant }[],
): Constant | undefined {
  const one = { keys: 0, values: 1, entries: 2 }[part];
  if (one === undefined) return undefined;
  const values = members.map(({ name, value }): Constant => {
    if (one === 0) return text(name);
    return one === 1 ? value() : { kind: 'list', values: [text(name), value()] };
  });
  return { kind: 'list', values };
}

function fail(node: ts.Node): never {
  throw new NotConstant(node.getText().replaceAll(/\s+/g, ' ').slice(0, 80));
}

import ts from 'typescript';
import type { ChosenCall } from './evaluate-constants.ts';

/** What a property of a row is declared to hold. */
export type DeclaredColumn = {
  /** `any` where the code parses it itself (`unknown`). */
  kinds: readonly ValueKind[];
  isNullable: boolean;
  /** Whether a row may come without it. */
  isOptional?: boolean;
  /** What the elements of a list are. */
  element?: DeclaredColumn;
};

export type ValueKind =
  'string' | 'number' | 'boolean' | 'list' | 'Buffer' | 'Date' | 'object' | 'any';

/** The properties of a row's type; `isOpen` where it has any (`Record<string, unknown>`). */
export type DeclaredRow = { isOpen: boolean; columns: Readonly<Record<string, DeclaredColumn>> };

/**
 * What a query declares its rows to be. Where that is a parameter of the function around it, what the caller says.
 * @returns null for a query without a type
 */
export function declaredRow(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  chosenCall: ChosenCall,
): DeclaredRow | null {
  const [node] = call.typeArguments ?? [];
  if (!node) return null;
  const type = givenType(checker, checker.getTypeFromTypeNode(node), chosenCall);
  if (!type) return null;
  const columns: Record<string, DeclaredColumn> = {};
  for (const property of checker.getPropertiesOfType(type))
    columns[property.name] = {
      ...columnOf(checker, checker.getTypeOfSymbolAtLocation(property, call)),
      isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    };
  return { isOpen: type.getStringIndexType() !== undefined, columns };
}

function givenType(
  checker: ts.TypeChecker,
  type: ts.Type,
  chosenCall: ChosenCall,
): ts.Type | undefined {
  if (!type.isTypeParameter()) return type;
  const [declaration] = type.symbol.declarations ?? [];
  if (!declaration || !ts.isTypeParameterDeclaration(declaration)) return undefined;
  const owner = declaration.parent;
  if (!ts.isFunctionLike(owner)) return undefined;
  const caller = chosenCall(owner);
  const position = (owner.typeParameters ?? []).findIndex((one) => one === declaration);
  const node = caller?.typeArguments?.[position];
  return node && givenType(checker, checker.getTypeFromTypeNode(node), chosenCall);
}

function columnOf(checker: ts.TypeChecker, declared: ts.Type): DeclaredColumn {
  const type = declared.isTypeParameter()
    ? (checker.getBaseConstraintOfType(declared) ?? declared)
    : declared;
  const options = type.isUnion() ? type.types : [type];
  const isNull = (one: ts.Type) => (one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0;
  const values = options.filter((one) => !isNull(one));
  const [list] = values.flatMap(
    (one) => checker.getIndexTypeOfType(one, ts.IndexKind.Number) ?? [],
  );
  const kinds = [...new Set(values.map((one) => kindOf(checker, one)))];
  return {
    kinds,
    isNullable: options.some(isNull),
    ...(list && kinds.includes('list') ? { element: columnOf(checker, list) } : {}),
  };
}

function kindOf(checker: ts.TypeChecker, type: ts.Type): ValueKind {
  const { flags } = type;
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return 'any';
  if (flags & ts.TypeFlags.StringLike) return 'string';
  if (flags & ts.TypeFlags.NumberLike) return 'number';
  if (flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (checker.isArrayType(type) || checker.isTupleType(type)) return 'list';
  const names = (type.isIntersection() ? type.types : [type]).map(
    (one) => (one.symbol as ts.Symbol | undefined)?.name,
  );
  if (names.includes('Buffer') || names.includes('Uint8Array')) return 'Buffer';
  return names.includes('Date') ? 'Date' : 'object';
}

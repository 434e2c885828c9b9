import ts from 'typescript';
import { alternatives } from './alternatives.ts';
import { NotConstant } from './constant.ts';
import { declaredRow, type DeclaredRow } from './declared-row.ts';
import { evaluateConstants } from './evaluate-constants.ts';
import type { SourceProgram } from './source-program.ts';
import { enclosingFunction } from './syntax.ts';

/** A statement of the app with one text that it can have. */
export type Statement = {
  /** The file with the text, as a path from the root, and where the statement is in it: `function:line`. */
  file: string;
  place: string;
  sql: string;
  /** What the code takes its rows for; null where it says nothing. */
  row: DeclaredRow | null;
  /** How many parameters it sends; null where that is not written down as a list. */
  parameters: number | null;
};

/** A statement whose text is put together while the program runs. */
export type DynamicStatement = { file: string; place: string; part: string };

export type Statements = { found: Statement[]; dynamic: DynamicStatement[] };

/** A statement with more texts than this is put together from what a merchant enters. */
const MOST_TEXTS = 200;

/**
 * Every `query` of `pg` in the app, with each text that it can have.
 * @param fragments exports of the app, by their name, that texts are made of and that are taken as they run
 */
export function findStatements(
  program: SourceProgram,
  fragments: Readonly<Record<string, unknown>>,
): Statements {
  const statements: Statements = { found: [], dynamic: [] };
  for (const source of program.files.values())
    for (const call of queriesIn(source, program.checker))
      addStatements(program, call, fragments, statements);
  const { found, dynamic } = withCursors(statements);
  return { found: distinct(found), dynamic: distinct(dynamic) };
}

function distinct<T>(list: readonly T[]): T[] {
  const byText = new Map(list.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()];
}

function queriesIn(source: ts.SourceFile, checker: ts.TypeChecker): ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isQuery(node, checker)) calls.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

function isQuery(call: ts.CallExpression, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(call.expression)) return false;
  if (call.expression.name.text !== 'query') return false;
  const declaration = checker.getSymbolAtLocation(call.expression.name)?.declarations?.[0];
  return declaration?.getSourceFile().fileName.includes('/@types/pg/') === true;
}

function addStatements(
  program: SourceProgram,
  call: ts.CallExpression,
  fragments: Readonly<Record<string, unknown>>,
  into: Statements,
): void {
  const [first] = call.arguments;
  if (!first) return;
  const all = alternatives((choose) => {
    const evaluated = evaluateConstants(program, fragments, choose);
    return statementOf(program.checker, call, first, evaluated);
  }, MOST_TEXTS);
  for (const one of all ?? [{ ...placeOf(call), part: 'too many texts' }])
    if ('sql' in one) into.found.push(one);
    else into.dynamic.push(one);
}

function statementOf(
  checker: ts.TypeChecker,
  call: ts.CallExpression,
  first: ts.Expression,
  { textOf, chosenCall, callers }: ReturnType<typeof evaluateConstants>,
): Statement | DynamicStatement {
  // A statement that is handed to a function stands where that is called.
  const place = () => placeOf(ts.isIdentifier(first) ? ([...callers][0] ?? call) : call);
  try {
    const sql = textOf(textArgument(first));
    const row = declaredRow(checker, call, chosenCall);
    return { ...place(), sql, row, parameters: parametersOf(call) };
  } catch (error) {
    if (!(error instanceof NotConstant)) throw error;
    return { ...place(), part: error.message };
  }
}

/** The text of `{ text, values }`, or the argument itself. */
function textArgument(first: ts.Expression): ts.Expression {
  if (!ts.isObjectLiteralExpression(first)) return first;
  for (const property of first.properties)
    if (ts.isPropertyAssignment(property) && property.name.getText() === 'text')
      return property.initializer;
  return first;
}

function parametersOf(call: ts.CallExpression): number | null {
  const [, values] = call.arguments;
  if (!values)
    return call.arguments[0] && ts.isObjectLiteralExpression(call.arguments[0]) ? null : 0;
  if (!ts.isArrayLiteralExpression(values) || values.elements.some(ts.isSpreadElement)) return null;
  return values.elements.length;
}

function placeOf(node: ts.Node): { file: string; place: string } {
  const source = node.getSourceFile();
  const file = /[/](app[/].*)$/.exec(source.fileName)?.[1] ?? source.fileName;
  const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  return { file, place: `${enclosingFunction(node)}:${String(line)}` };
}

/** The function that a statement stands in, as `file function`. */
export function statementKey({ file, place }: { file: string; place: string }): string {
  return `${file} ${place.split(':')[0] ?? ''}`;
}

const CURSOR = /^\s*declare (\w+) [\w\s]*cursor for\s/;

/** What a cursor gives is what the statement gives that it was declared for, in the same file. */
function withCursors({ found, dynamic }: Statements): Statements {
  const declared = new Map<string, string>();
  for (const { file, sql } of found) {
    const name = CURSOR.exec(sql)?.[1];
    if (name !== undefined) declared.set(`${file} ${name}`, sql.replace(CURSOR, ''));
  }
  const result: Statements = { found: [], dynamic: [...dynamic] };
  for (const one of found) {
    const name = /^\s*fetch \d+ from (\w+)/.exec(one.sql)?.[1];
    const sql = name === undefined ? one.sql : declared.get(`${one.file} ${name}`);
    const parameters = name === undefined ? one.parameters : null;
    if (sql !== undefined) result.found.push({ ...one, sql, parameters });
    else result.dynamic.push({ file: one.file, place: one.place, part: `cursor ${name ?? ''}` });
  }
  return result;
}

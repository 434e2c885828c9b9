import type { DeclaredColumn, ValueKind } from './declared-row.ts';
import type { DescribedStatement } from './describe-statement.ts';
import type { Statement } from './find-statements.ts';
import type { Nullability } from './nullability.ts';

/**
 * What the parsers of `platform/db.server.ts` and of `pg` make of a type, by its number in pg_type; every other type
 * arrives as text.
 */
const SCALARS: Readonly<Record<number, ValueKind>> = {
  16: 'boolean',
  17: 'Buffer',
  20: 'number',
  21: 'number',
  23: 'number',
  26: 'number',
  114: 'any',
  700: 'number',
  701: 'number',
  1082: 'Date',
  1114: 'Date',
  1184: 'number',
  1186: 'object',
  3802: 'any',
};

/** Lists by the type of their elements. Of `bigint[]` and `timestamptz[]` the parsers are those of `pg` itself. */
const LISTS: Readonly<Record<number, ValueKind>> = {
  199: 'any',
  1000: 'boolean',
  1001: 'Buffer',
  1005: 'number',
  1007: 'number',
  1009: 'string',
  1015: 'string',
  1016: 'string',
  1021: 'number',
  1022: 'number',
  1115: 'Date',
  1182: 'Date',
  1185: 'Date',
  1231: 'number',
  2951: 'string',
  3807: 'any',
};

/**
 * What is wrong with a statement's declared row and its parameters, each as what to do about it.
 * @param nullability of each column that it gives
 */
export function statementFaults(
  { row, parameters }: Pick<Statement, 'row' | 'parameters'>,
  described: Pick<DescribedStatement, 'parameters' | 'columns'>,
  nullability: readonly (Nullability | undefined)[],
): string[] {
  const faults: string[] = [];
  if (parameters !== null && parameters !== described.parameters)
    faults.push(
      `takes ${String(described.parameters)} parameters and is given ${String(parameters)}`,
    );
  if (!row) return faults;
  for (const [place, { name, type }] of described.columns.entries()) {
    const declared = row.columns[name];
    if (declared) faults.push(...columnFaults(name, declared, type, nullability[place]));
    else if (!row.isOpen) faults.push(`gives "${name}", which the type lacks`);
  }
  for (const [name, { isOptional = false }] of Object.entries(row.columns))
    if (!isOptional && !described.columns.some((column) => column.name === name))
      faults.push(`does not give "${name}" of the type`);
  return faults;
}

function columnFaults(
  name: string,
  declared: DeclaredColumn,
  type: number,
  nullability: Nullability | undefined,
): string[] {
  const faults: string[] = [];
  const element = LISTS[type];
  const kind = element === undefined ? (SCALARS[type] ?? 'string') : 'list';
  if (!fits(declared, kind) || (element && declared.element && !fits(declared.element, element)))
    faults.push(
      `gives "${name}" as ${element ? `a list of ${element}` : kind}, declared as ${wordsOf(declared)}`,
    );
  if (declared.kinds.includes('any')) return faults;
  if (nullability === 'maybe' && !declared.isNullable)
    faults.push(`may give null as "${name}": declare it with "| null"`);
  if (nullability === 'never' && declared.isNullable)
    faults.push(`never gives null as "${name}": declare it without "| null"`);
  return faults;
}

function fits({ kinds }: DeclaredColumn, kind: ValueKind): boolean {
  return kind === 'any' || kinds.every((one) => one === kind || one === 'any');
}

function wordsOf({ kinds, element }: DeclaredColumn): string {
  return element ? `a list of ${element.kinds.join(' | ')}` : kinds.join(' | ');
}

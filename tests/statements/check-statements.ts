import type pg from 'pg';
import { NEVER_NULL } from './accepted.ts';
import type { Catalogue } from './catalogue.ts';
import { statementFaults } from './compare-statement.ts';
import { describeStatement } from './describe-statement.ts';
import { statementKey, type Statement } from './find-statements.ts';
import { outputNullability } from './nullability.ts';

/**
 * Describes statements on the server and compares them with what the code declares.
 * @param client a connection that `openDescriber` prepared
 * @returns what is wrong, each as `function:line what to do`
 */
export async function checkStatements(
  client: pg.Client,
  catalogue: Catalogue,
  statements: readonly Statement[],
): Promise<string[]> {
  const faults = new Set<string>();
  for (const statement of statements)
    for (const fault of await faultsOf(client, catalogue, statement))
      faults.add(`${statement.place} ${fault}`);
  return [...faults];
}

async function faultsOf(
  client: pg.Client,
  catalogue: Catalogue,
  statement: Statement,
): Promise<string[]> {
  const { sql } = statement;
  try {
    const described = await describeStatement(client, sql);
    const nullability = described.tree ? outputNullability(described.tree, catalogue) : [];
    const key = statementKey(statement);
    const accepted = described.columns.map((column, position) =>
      Object.hasOwn(NEVER_NULL, `${key}.${column.name}`) ? 'unknown' : nullability[position],
    );
    return statementFaults(statement, described, accepted);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return [`is refused by the server: ${error.message}`];
  }
}

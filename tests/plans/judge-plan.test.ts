import { describe, expect, test } from 'vitest';
import {
  parsePlan,
  planFaults,
  rowsRead,
  tablesRead,
  tablesReadWidely,
  type PlanFault,
  type PlanNode,
} from './judge-plan.ts';

function node(type: string, rows: number, loops: number, over: Partial<PlanNode> = {}): PlanNode {
  return { 'Node Type': type, 'Actual Rows': rows, 'Actual Loops': loops, ...over };
}

const PEOPLE = 10_000;
const SIZES = new Map([['profile', PEOPLE]]);

function scan(rows: number, loops = 1, over: Partial<PlanNode> = {}): PlanNode {
  return node('Index Scan', rows, loops, { 'Relation Name': 'profile', ...over });
}

function faultsOf(...roots: PlanNode[]): PlanFault[] {
  return planFaults(
    roots.map((root) => ({ statement: 'select', root })),
    SIZES,
  );
}

test('what a node dropped was read too, in each of its loops', () => {
  const dropped = { 'Rows Removed by Filter': 7, 'Rows Removed by Join Filter': 2 };
  const root = node('Nested Loop', 1, 1, { Plans: [scan(1, 10, dropped)] });
  expect(rowsRead(root)).toBe(101);
});

describe('a statement is at fault', () => {
  test.each<{ name: string; plans: PlanNode[]; isFault: boolean }>([
    {
      name: 'not when it reads its tables once',
      plans: [node('Aggregate', 1, 1, { Plans: [scan(PEOPLE)] })],
      isFault: false,
    },
    {
      name: 'not when it looks a row up for each row',
      plans: [node('Nested Loop', PEOPLE, 1, { Plans: [scan(PEOPLE), scan(1, PEOPLE)] })],
      isFault: false,
    },
    {
      name: 'when it reads a table again for each row',
      plans: [node('Nested Loop', PEOPLE, 1, { Plans: [scan(PEOPLE), scan(PEOPLE, PEOPLE)] })],
      isFault: true,
    },
    {
      name: 'when a join compares each row with each',
      plans: [
        node('Nested Loop', 0, 1, {
          'Rows Removed by Join Filter': PEOPLE * PEOPLE,
          Plans: [scan(PEOPLE)],
        }),
      ],
      isFault: true,
    },
    {
      name: 'not when batches read a batch each',
      plans: Array.from({ length: 40 }, () => scan(250)),
      isFault: false,
    },
    {
      name: 'not when a trigger reads what a large statement changed',
      plans: [node('Aggregate', 1, 1, { Plans: [node('Named Tuplestore Scan', 10 * PEOPLE, 1)] })],
      isFault: false,
    },
    {
      name: 'when a trigger reads what changed for each row of it',
      plans: [
        node('Nested Loop', 1, 1, {
          Plans: [
            node('Named Tuplestore Scan', PEOPLE, 1),
            node('Named Tuplestore Scan', PEOPLE, PEOPLE),
          ],
        }),
      ],
      isFault: true,
    },
    {
      name: 'when batches read the whole table each',
      plans: Array.from({ length: 40 }, () => scan(PEOPLE)),
      isFault: true,
    },
    {
      name: 'not when an index still has the entries of rows that are gone',
      plans: Array.from({ length: 40 }, () =>
        scan(1, 1, {
          'Node Type': 'Bitmap Heap Scan',
          Plans: [node('Bitmap Index Scan', PEOPLE, 1)],
        }),
      ),
      isFault: false,
    },
    {
      name: 'when one node of many reads the whole table for each batch',
      plans: Array.from({ length: 14 }, () =>
        node('ModifyTable', 0, 1, {
          Plans: [
            node('Sort', 250, 1, { Plans: [node('Hash Join', 250, 1, { Plans: [scan(PEOPLE)] })] }),
          ],
        }),
      ),
      isFault: true,
    },
  ])('$name', ({ plans, isFault }) => {
    expect(faultsOf(...plans)).toHaveLength(isFault ? 1 : 0);
  });
});

test('a notice of auto_explain is read, any other is not', () => {
  const plan = { 'Query Text': 'select\n  1', Plan: node('Result', 1, 1) };
  expect(parsePlan(`duration: 0.1 ms  plan:\n${JSON.stringify(plan)}`)).toEqual({
    statement: 'select 1',
    root: plan.Plan,
  });
  expect(parsePlan('relation "x" already exists, skipping')).toBeNull();
});

test('a table is read widely when a node handles more rows of it than a bound, whatever its month', () => {
  const months = ['event_202611', 'event_other'].map((table) =>
    scan(1, 11, { 'Relation Name': table }),
  );
  const dropped = scan(0, 1, { 'Rows Removed by Filter': 11 });
  const plans = [node('Append', 22, 1, { Plans: months }), dropped, scan(10)];
  const observed = plans.map((root) => ({ statement: 'select', root }));
  expect(tablesReadWidely(observed, 10)).toEqual(['event', 'profile']);
  expect(tablesReadWidely(observed, 11)).toEqual([]);
});

test('a table that is only written is not read, one that is only looked at by a condition is', () => {
  const written = node('ModifyTable', 0, 1, {
    'Relation Name': 'audit',
    Plans: [scan(1, 1, { 'Relation Name': 'event_202611' }), scan(0)],
  });
  expect(tablesRead([{ statement: 'insert', root: written }])).toEqual(['event', 'profile']);
});

/** A node of a plan as PostgreSQL reports it after it was carried out. */
export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Index Cond'?: string;
  Plans?: PlanNode[];
};

/** A statement that was carried out, with its plan. */
export type ObservedPlan = {
  statement: string;
  /** As PostgreSQL writes them, such as `$1 = '{a,b}'`; absent without any. */
  parameters?: string;
  root: PlanNode;
};

/** A statement that read more than its inputs explain. */
export type PlanFault = {
  statement: string;
  times: number;
  read: number;
  allowed: number;
  plan: string;
};

const HEAD = 'duration: ';
const PLAN = 'plan:';

/** Reads a notice of auto_explain; null for any other notice. */
export function parsePlan(notice: string): ObservedPlan | null {
  const start = notice.indexOf(PLAN);
  if (!notice.startsWith(HEAD) || start < 0) return null;
  const read = JSON.parse(notice.slice(start + PLAN.length)) as {
    'Query Text': string;
    'Query Parameters'?: string;
    Plan: PlanNode;
  };
  const statement = read['Query Text'].replaceAll(/\s+/g, ' ').trim();
  return { statement, parameters: read['Query Parameters'], root: read.Plan };
}

/** The nodes of a plan, outermost first. */
function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** How many rows a node handled in all its loops: those it passed on, and those it read and dropped. */
function rowsOf(node: PlanNode): number {
  const perLoop =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Join Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  return perLoop * node['Actual Loops'];
}

/** How many rows the nodes of a plan handled. */
export function rowsRead(root: PlanNode): number {
  return Math.round(nodesOf(root).reduce((sum, node) => sum + rowsOf(node), 0));
}

/** How often each row of the inputs may be handled by a node: a join of a person's rows gives several a person. */
const SLACK = 4;
/** Rows that a node may handle in any one execution: what a batch of a job takes up. */
const BATCH = 1_000;

/**
 * How many rows the node handled that handled the most. What a bitmap takes from one index is left out: with it are
 * rows that were deleted, and the scan above it counts those that are there.
 */
function widestRows(node: PlanNode): number {
  const inner = (node.Plans ?? []).filter(
    (child) =>
      node['Node Type'] !== 'Bitmap Heap Scan' || child['Node Type'] !== 'Bitmap Index Scan',
  );
  return Math.round(Math.max(rowsOf(node), ...inner.map(widestRows)));
}

/**
 * The statements that read more than their inputs explain. A plan that handles each row of its tables once per node is
 * linear, whatever it does; one that repeats a large input, and a statement of a batch that reads the whole shop again
 * for each batch, are beyond that by a factor that grows with the shop.
 * @param sizes rows of each table
 */
export function planFaults(
  plans: readonly ObservedPlan[],
  sizes: ReadonlyMap<string, number>,
): PlanFault[] {
  const byStatement = new Map<string, ObservedPlan[]>();
  for (const plan of plans) {
    const known = byStatement.get(plan.statement);
    if (known) known.push(plan);
    else byStatement.set(plan.statement, [plan]);
  }
  return [...byStatement].flatMap(([statement, observed]) => {
    const widest = observed.reduce((one, other) =>
      rowsRead(other.root) > rowsRead(one.root) ? other : one,
    );
    const read = observed.reduce((sum, { root }) => sum + widestRows(root), 0);
    const allowed = SLACK * inputRows(observed, sizes) + BATCH * observed.length;
    const times = observed.length;
    return read > allowed ? [{ statement, times, read, allowed, plan: outline(widest.root) }] : [];
  });
}

/** A month of a table has the table's name before its own. */
const MONTH = /_(\d{6}|other)$/;

/** The tables of which any node of the plans handled more rows than a bound, in the order of the alphabet. */
export function tablesReadWidely(plans: readonly ObservedPlan[], bound: number): string[] {
  const wide = plans.flatMap(({ root }) =>
    nodesOf(root).flatMap((node) => {
      const table = node['Relation Name'];
      return table !== undefined && rowsOf(node) > bound ? [table.replace(MONTH, '')] : [];
    }),
  );
  return [...new Set(wide)].sort();
}

/** The tables that any of the plans reads, in the order of the alphabet; not those that are only written. */
export function tablesRead(plans: readonly ObservedPlan[]): string[] {
  const read = plans.flatMap(({ root }) =>
    nodesOf(root).flatMap((node) =>
      node['Node Type'] === 'ModifyTable' ? [] : (node['Relation Name'] ?? []),
    ),
  );
  return [...new Set(read.map((table) => table.replace(MONTH, '')))].sort();
}

/** The indexes that any of the plans looked into, in the order of the alphabet. */
export function indexesRead(plans: readonly ObservedPlan[]): string[] {
  const read = plans.flatMap(({ root }) =>
    nodesOf(root).flatMap((node) => (node['Actual Loops'] > 0 ? (node['Index Name'] ?? []) : [])),
  );
  return [...new Set(read)].sort();
}

/** Rows of all tables that any of the plans reads, and of what changed where they are a trigger's. */
function inputRows(plans: readonly ObservedPlan[], sizes: ReadonlyMap<string, number>): number {
  const tables = new Set(
    plans.flatMap(({ root }) => nodesOf(root).flatMap((node) => node['Relation Name'] ?? [])),
  );
  const stored = [...tables].reduce((sum, table) => sum + (sizes.get(table) ?? 0), 0);
  return stored + plans.reduce((sum, { root }) => sum + changedRows(root), 0);
}

/** The changed rows that a trigger reads: an input that is in no table. */
function changedRows(root: PlanNode): number {
  return nodesOf(root)
    .filter((node) => node['Node Type'] === 'Named Tuplestore Scan')
    .reduce((sum, node) => sum + node['Actual Rows'], 0);
}

/** A plan in lines: what each node is, how many rows it handled, in how many loops. */
function outline(node: PlanNode, depth = 0): string {
  const {
    'Node Type': type,
    'Relation Name': table,
    'Index Name': index,
    'Actual Loops': loops,
  } = node;
  const over = [...(index ? [`by ${index}`] : []), ...(table ? [`on ${table}`] : [])];
  const name = [type, ...over].join(' ');
  const line = `${'  '.repeat(depth)}${name}: ${String(Math.round(rowsOf(node)))} rows in ${String(loops)} loops${node['Index Cond'] ? ` where ${node['Index Cond']}` : ''}`;
  return [line, ...(node.Plans ?? []).map((child) => outline(child, depth + 1))].join('\n');
}

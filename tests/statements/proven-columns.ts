import type { Catalogue } from './catalogue.ts';
import { isNode, nodesIn, numberIn, wordIn, type TreeNode, type TreeValue } from './parse-tree.ts';

/** PostgreSQL's numbers (nodes.h, primnodes.h). */
const JOIN = { inner: 0, left: 1, full: 2, right: 3 };
const IS_NOT_NULL = '1';
const IS_TRUE = '0';
const IS_FALSE = '2';

/**
 * The columns that a query's conditions leave no null in, as `entry.column`: of `where`, and of the joins that drop what
 * does not fit.
 */
export function provenColumns(query: TreeNode, catalogue: Catalogue): Set<string> {
  return new Set(conditionsIn(query.fields.jointree).flatMap(whenTrue));

  /** Columns that are not null where a condition is true. */
  function whenTrue(value: TreeNode): string[] {
    const { kind, fields } = value;
    if (kind === 'NULLTEST')
      return fields.nulltesttype === IS_NOT_NULL ? whenNotNull(fields.arg) : [];
    if (kind === 'BOOLEANTEST')
      return fields.booltesttype === IS_TRUE || fields.booltesttype === IS_FALSE
        ? whenNotNull(fields.arg)
        : [];
    if (kind !== 'BOOLEXPR') return whenNotNull(value);
    const parts = nodesIn(fields.args);
    if (fields.boolop === 'and') return parts.flatMap(whenTrue);
    if (fields.boolop === 'not') return parts.flatMap(whenNotNull);
    const [first = [], ...others] = parts.map(whenTrue);
    return first.filter((column) => others.every((columns) => columns.includes(column)));
  }

  /** Columns that are not null where an expression is not: what a strict function takes. */
  function whenNotNull(value: TreeValue | undefined): string[] {
    if (!isNode(value)) return [];
    const { kind, fields } = value;
    if (kind === 'VAR')
      return numberIn(value, 'varlevelsup') === 0
        ? [`${wordIn(value, 'varno')}.${wordIn(value, 'varattno')}`]
        : [];
    if (kind === 'RELABELTYPE' || kind === 'COERCEVIAIO') return whenNotNull(fields.arg);
    if (kind === 'SCALARARRAYOPEXPR') return whenNotNull(nodesIn(fields.args)[0]);
    const code = wordIn(value, kind === 'OPEXPR' ? 'opfuncid' : 'funcid');
    const isStrict = catalogue.functions.get(code)?.isStrict === true;
    return isStrict ? nodesIn(fields.args).flatMap(whenNotNull) : [];
  }
}

/** The conditions that each row of the result fulfils. */
function conditionsIn(tree: TreeValue | undefined): TreeNode[] {
  if (!isNode(tree)) return [];
  const { kind, fields } = tree;
  if (kind === 'FROMEXPR')
    return [...nodesIn(fields.quals), ...nodesIn(fields.fromlist).flatMap(conditionsIn)];
  if (kind !== 'JOINEXPR') return [];
  switch (numberIn(tree, 'jointype')) {
    case JOIN.inner:
      return [...nodesIn(fields.quals), ...conditionsIn(fields.larg), ...conditionsIn(fields.rarg)];
    case JOIN.left:
      return conditionsIn(fields.larg);
    case JOIN.right:
      return conditionsIn(fields.rarg);
    default:
      return [];
  }
}

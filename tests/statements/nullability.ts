import type { Catalogue } from './catalogue.ts';
import { isNode, nodesIn, numberIn, wordIn, type TreeNode, type TreeValue } from './parse-tree.ts';
import { provenColumns } from './proven-columns.ts';

/** `maybe`: it can be null as far as the statement says; `unknown`: that depends on what no statement says. */
export type Nullability = 'never' | 'maybe' | 'unknown';

/** A query within those around it, innermost first: a column names one of these by how far out it is. */
type Scope = readonly TreeNode[];

/** PostgreSQL's numbers for what a range table entry and a sublink are (parsenodes.h, primnodes.h). */
const ENTRY = { table: 0, subquery: 1, join: 2, function: 3, values: 5, with: 6, group: 9 };
const SUBLINK = { exists: 0, scalar: 4, array: 6 };
const COMMAND = { select: 1, update: 2, insert: 3 };
const OLD_ROW = 1;

const GIVES_A_NUMBER = /^(?:count|row_number|rank|dense_rank|percent_rank|cume_dist|ntile)$/;
/** What operators may not find; the others give a value for values. */
const LOOKS_UP = /^jsonb?_(?:object_field|array_element|extract_path)/;
/** Functions that give a value for values; others may find nothing, like `regexp_match`. */
const TOTAL =
  /^(?:now|(?:clock|statement|transaction)_timestamp|gen_random_uuid|random|lower|upper|btrim|length|octet_length|md5|abs|round|floor|ceil|date_trunc|timezone|extract|concat|replace|left|right|to_char|to_timestamp|cardinality|to_jsonb?|jsonb?_build_(?:object|array)|array_(?:cat|remove)|format|starts_with)$/;
const CASTS: readonly TreeValue[] = ['1', '2'];

/** For each column that a query gives, whether it can be null. */
export function outputNullability(query: TreeNode, catalogue: Catalogue): Nullability[] {
  return outputsOf([query]);

  function outputsOf(scope: Scope): Nullability[] {
    const [inner] = scope;
    if (!inner) return [];
    if (isNode(inner.fields.setOperations)) return unitedOutputs(inner.fields.setOperations, scope);
    const isSelect = numberIn(inner, 'commandType') === COMMAND.select;
    const list = nodesIn(isSelect ? inner.fields.targetList : inner.fields.returningList);
    return list
      .filter(({ fields }) => fields.resjunk !== 'true')
      .map(({ fields }) => of(fields.expr, scope));
  }

  function unitedOutputs(tree: TreeNode, scope: Scope): Nullability[] {
    if (tree.kind === 'RANGETBLREF') {
      const entry = entryAt(scope[0], numberIn(tree, 'rtindex'));
      const subquery = entry?.fields.subquery;
      return isNode(subquery) ? outputsOf([subquery, ...scope]) : [];
    }
    const [left, right] = [tree.fields.larg, tree.fields.rarg].map((one) =>
      isNode(one) ? unitedOutputs(one, scope) : [],
    );
    return (left ?? []).map((one, column) => either([one, right?.[column] ?? 'unknown']));
  }

  function of(value: TreeValue | undefined, scope: Scope): Nullability {
    if (!isNode(value)) return 'unknown';
    const { kind, fields } = value;
    const all = (list: TreeValue | undefined) => nodesIn(list).map((one) => of(one, scope));
    switch (kind) {
      case 'VAR':
        return ofColumn(value, scope);
      case 'CONST':
        return fields.constisnull === 'true' ? 'maybe' : 'never';
      case 'NULLTEST':
      case 'BOOLEANTEST':
      case 'DISTINCTEXPR':
      case 'ARRAYEXPR':
      case 'ROWEXPR':
      case 'SQLVALUEFUNCTION':
      case 'GROUPINGFUNC':
        return 'never';
      case 'RELABELTYPE':
      case 'COERCEVIAIO':
      case 'ARRAYCOERCEEXPR':
      case 'COERCETODOMAIN':
      case 'COLLATEEXPR':
        return of(fields.arg, scope);
      case 'COALESCEEXPR':
      case 'MINMAXEXPR':
        return firstKnown(all(fields.args));
      case 'NULLIFEXPR':
        return 'maybe';
      case 'CASEEXPR':
        return either([
          ...nodesIn(fields.args).map((one) => of(one.fields.result, scope)),
          isNode(fields.defresult) ? of(fields.defresult, scope) : 'maybe',
        ]);
      case 'BOOLEXPR':
        return all(fields.args).every((one) => one === 'never') ? 'never' : 'unknown';
      case 'SCALARARRAYOPEXPR':
      case 'OPEXPR': {
        const isTotal = !LOOKS_UP.test(nameOf(wordIn(value, 'opfuncid')));
        return ofFunction(wordIn(value, 'opfuncid'), isTotal, all(fields.args));
      }
      case 'FUNCEXPR': {
        const isTotal =
          CASTS.includes(fields.funcformat ?? null) || TOTAL.test(nameOf(wordIn(value, 'funcid')));
        return ofFunction(wordIn(value, 'funcid'), isTotal, all(fields.args));
      }
      case 'AGGREF':
        return ofAggregate(value, scope);
      case 'WINDOWFUNC':
        return GIVES_A_NUMBER.test(nameOf(wordIn(value, 'winfnoid'))) ? 'never' : 'unknown';
      case 'SUBLINK':
        return ofSublink(value, scope);
      default:
        return 'unknown';
    }
  }

  function nameOf(id: string): string {
    return catalogue.functions.get(id)?.name ?? '';
  }

  function ofFunction(id: string, isTotal: boolean, args: readonly Nullability[]): Nullability {
    const known = catalogue.functions.get(id);
    if (!known?.isBuiltIn) return 'unknown';
    if (known.isStrict && args.includes('maybe')) return 'maybe';
    return isTotal && args.every((one) => one === 'never') ? 'never' : 'unknown';
  }

  /** Over no rows an aggregate other than a count is null; a group has at least one. */
  function ofAggregate(aggregate: TreeNode, scope: Scope): Nullability {
    const { fields } = aggregate;
    const name = nameOf(wordIn(aggregate, 'aggfnoid'));
    if (GIVES_A_NUMBER.test(name)) return 'never';
    const level = scope[numberIn(aggregate, 'agglevelsup')];
    if (nodesIn(level?.fields.groupClause).length === 0 || isNode(fields.aggfilter)) return 'maybe';
    if (/^(?:array_agg|jsonb?_agg|jsonb?_object_agg)$/.test(name)) return 'never';
    const [first] = nodesIn(fields.args).map((one) => of(one.fields.expr, scope));
    return /^(?:min|max|sum|avg|bool_and|bool_or|string_agg)$/.test(name)
      ? (first ?? 'unknown')
      : 'unknown';
  }

  function ofSublink({ fields }: TreeNode, scope: Scope): Nullability {
    const type = Number(fields.subLinkType);
    if (type === SUBLINK.exists || type === SUBLINK.array) return 'never';
    const query = fields.subselect;
    if (type !== SUBLINK.scalar || !isNode(query)) return 'unknown';
    const [output = 'unknown'] = outputsOf([query, ...scope]);
    if (output === 'maybe') return 'maybe';
    return isOneRow(query) ? output : 'unknown';
  }

  function ofColumn(column: TreeNode, scope: Scope): Nullability {
    const level = numberIn(column, 'varlevelsup');
    const outer = scope.slice(level);
    const [query] = outer;
    const entry = entryAt(query, numberIn(column, 'varno'));
    if (!query || !entry) return 'unknown';
    // A condition need not be repeated in the type, which other statements may share.
    if (isProven(query, column)) return isNotNull(entry, column) ? 'never' : 'unknown';
    if (isOuter(column)) return 'maybe';
    if (numberIn(column, 'varattno') === 0) return 'never';
    const written = writtenValue(column, query);
    if (written) return of(written, [beforeWriting(query), ...outer.slice(1)]);
    return ofEntry(entry, numberIn(column, 'varattno'), outer);
  }

  function isProven(query: TreeNode, column: TreeNode): boolean {
    const key = `${wordIn(column, 'varno')}.${wordIn(column, 'varattno')}`;
    return writtenValue(column, query) === undefined && provenColumns(query, catalogue).has(key);
  }

  function isNotNull(entry: TreeNode, column: TreeNode): boolean {
    const key = `${wordIn(entry, 'relid')}.${wordIn(column, 'varattno')}`;
    return (
      numberIn(entry, 'rtekind') === ENTRY.table && catalogue.notNull.has(key) && !isOuter(column)
    );
  }

  function ofEntry(entry: TreeNode, attribute: number, scope: Scope): Nullability {
    const { fields } = entry;
    switch (Number(fields.rtekind)) {
      case ENTRY.table:
        // The catalogue knows nothing of what a view gives.
        if (fields.relkind === 'v') return 'unknown';
        return attribute < 0 ||
          catalogue.notNull.has(`${wordIn(entry, 'relid')}.${String(attribute)}`)
          ? 'never'
          : 'maybe';
      case ENTRY.subquery:
        return isNode(fields.subquery)
          ? (outputsOf([fields.subquery, ...scope])[attribute - 1] ?? 'unknown')
          : 'unknown';
      case ENTRY.join:
        return of(nodesIn(fields.joinaliasvars)[attribute - 1], scope);
      case ENTRY.group:
        return of(nodesIn(fields.groupexprs)[attribute - 1], scope);
      case ENTRY.values:
        return either(
          (fields.values_lists as readonly TreeValue[]).map((row) =>
            of(nodesIn(row)[attribute - 1], scope),
          ),
        );
      case ENTRY.with:
        return ofWith(entry, attribute, scope);
      case ENTRY.function:
        return ofFunctionEntry(fields);
      default:
        return 'unknown';
    }
  }

  function ofFunctionEntry(fields: TreeNode['fields']): Nullability {
    const [call] = nodesIn(fields.functions);
    const code = call?.fields.funcexpr;
    const name = isNode(code) ? nameOf(wordIn(code, 'funcid')) : '';
    return /^generate_(?:series|subscripts)$/.test(name) ? 'never' : 'unknown';
  }

  function ofWith({ fields }: TreeNode, attribute: number, scope: Scope): Nullability {
    const outer = scope.slice(Number(fields.ctelevelsup));
    const found = nodesIn(outer[0]?.fields.cteList).find(
      (one) => one.fields.ctename === fields.ctename,
    );
    const query = found?.fields.ctequery;
    if (!isNode(query) || found?.fields.cterecursive === 'true') return 'unknown';
    return outputsOf([query, ...outer])[attribute - 1] ?? 'unknown';
  }
}

/** Whether a column stands on the side of an outer join that may be missing. */
function isOuter({ fields }: TreeNode): boolean {
  return Array.isArray(fields.varnullingrels) && fields.varnullingrels.length > 1;
}

function isOneRow(query: TreeNode): boolean {
  return (
    query.fields.hasAggs === 'true' &&
    nodesIn(query.fields.groupClause).length === 0 &&
    !isNode(query.fields.havingQual) &&
    !isNode(query.fields.limitCount)
  );
}

/** What `returning` gives of a column that the statement writes: the value written. */
function writtenValue(column: TreeNode, query: TreeNode): TreeNode | undefined {
  const command = numberIn(query, 'commandType');
  if (command !== COMMAND.update && command !== COMMAND.insert) return undefined;
  if (column.fields.varno !== query.fields.resultRelation) return undefined;
  if (numberIn(column, 'varreturningtype') === OLD_ROW || isNode(query.fields.onConflict))
    return undefined;
  const target = nodesIn(query.fields.targetList).find(
    ({ fields }) => fields.resno === column.fields.varattno && fields.resjunk !== 'true',
  );
  return isNode(target?.fields.expr) ? target.fields.expr : undefined;
}

/** What is written is computed from the row as it was. */
function beforeWriting(query: TreeNode): TreeNode {
  return { ...query, fields: { ...query.fields, resultRelation: null } };
}

function entryAt(query: TreeNode | undefined, place: number): TreeNode | undefined {
  return nodesIn(query?.fields.rtable)[place - 1];
}

/** One of several values, whichever. */
function either(values: readonly Nullability[]): Nullability {
  if (values.includes('maybe')) return 'maybe';
  return values.includes('unknown') ? 'unknown' : 'never';
}

/** The first of several values that is not null. */
function firstKnown(values: readonly Nullability[]): Nullability {
  if (values.includes('never')) return 'never';
  return values.includes('unknown') ? 'unknown' : 'maybe';
}

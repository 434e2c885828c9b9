/** A node of a statement as PostgreSQL understood it: `kind` and its fields, as `debug_print_parse` writes them. */
export type TreeNode = { kind: string; fields: Readonly<Record<string, TreeValue>> };

/** Nothing (`<>`), a word or number, a node or a list. A field of several words, such as a constant's bytes, is a list. */
export type TreeValue = null | string | TreeNode | readonly TreeValue[];

/** Reads the text of one tree: `{KIND :field value :field (value value)}`. */
export function parseTree(text: string): TreeNode {
  const tokens =
    text.match(/[{}()[\]]|(?:\\[\s\S]|"(?:\\[\s\S]|[^"\\])*"|[^\s{}()[\]\\"])+/g) ?? [];
  let position = 0;
  const next = () => tokens[position++] ?? '';
  const peek = () => tokens[position] ?? '}';

  function node(): TreeNode {
    const kind = next();
    const fields: Record<string, TreeValue> = {};
    while (peek() !== '}') fields[next().slice(1)] = field();
    next();
    return { kind, fields };
  }

  function field(): TreeValue {
    const values: TreeValue[] = [];
    while (!peek().startsWith(':') && peek() !== '}') values.push(value());
    return values.length === 1 ? (values[0] ?? null) : values;
  }

  function list(): TreeValue[] {
    const values: TreeValue[] = [];
    while (peek() !== ')' && position < tokens.length) values.push(value());
    next();
    return values;
  }

  function value(): TreeValue {
    const token = next();
    if (token === '{') return node();
    if (token === '(') return list();
    return token === '<>' ? null : token.replaceAll(/\\([\s\S])/g, '$1').replace(/^"(.*)"$/s, '$1');
  }

  if (next() !== '{') throw new Error(`Not a tree: ${text.slice(0, 80)}`);
  return node();
}

export function isNode(value: TreeValue | undefined): value is TreeNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The nodes of a field that holds a list; none where it is empty. */
export function nodesIn(value: TreeValue | undefined): TreeNode[] {
  if (isNode(value)) return [value];
  return Array.isArray(value) ? (value as readonly TreeValue[]).filter(isNode) : [];
}

/** A field that holds a word or a number. */
export function wordIn({ fields }: TreeNode, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** A field that holds a number. */
export function numberIn(node: TreeNode, name: string): number {
  return Number(node.fields[name]);
}

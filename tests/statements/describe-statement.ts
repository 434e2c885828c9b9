import type pg from 'pg';
import { parseTree, type TreeNode } from './parse-tree.ts';

/** What the server says of a statement without running it. */
export type DescribedStatement = {
  parameters: number;
  columns: { name: string; type: number }[];
  /** The statement as the server understood it; null for one that is no query (`set`, `fetch`). */
  tree: TreeNode | null;
};

/** What the client library hands over of a connection's messages to the one who asks. */
type Submitted = pg.Submittable & {
  handleRowDescription(message: { fields: { name: string; dataTypeID: number }[] }): void;
  handleError(error: Error): void;
  handleReadyForQuery(): void;
};

/**
 * Prepares a connection for `describeStatement`: the server sends the trees of what it parses.
 * @param client a connection as superuser, who may keep them out of the server's log
 */
export async function openDescriber(client: pg.Client): Promise<void> {
  await client.query(`
    set log_min_messages = fatal;
    set debug_print_parse = on;
    set debug_pretty_print = off;
    set client_min_messages = log`);
}

/**
 * Has the server parse a statement and say what it takes and gives. Nothing runs.
 * @throws the server's error when the statement does not fit the database
 */
export function describeStatement(client: pg.Client, sql: string): Promise<DescribedStatement> {
  const { connection } = client as pg.Client & { connection: pg.Connection };
  return new Promise((resolve, reject) => {
    const described: DescribedStatement = { parameters: 0, columns: [], tree: null };
    const onParameters = (message: { parameterCount: number }) => {
      described.parameters = message.parameterCount;
    };
    const onNotice = (notice: { message?: string; detail?: string }) => {
      if (notice.message === 'parse tree:') described.tree ??= parseTree(notice.detail ?? '');
    };
    const stopListening = () => {
      connection.off('parameterDescription', onParameters);
      connection.off('notice', onNotice);
    };
    const request: Submitted = {
      submit() {
        connection.on('parameterDescription', onParameters);
        connection.on('notice', onNotice);
        connection.parse({ name: '', text: sql, types: [] }, true);
        connection.describe({ type: 'S', name: '' }, true);
        connection.sync();
      },
      handleRowDescription({ fields }) {
        described.columns = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
      },
      handleError(error) {
        stopListening();
        reject(error);
      },
      handleReadyForQuery() {
        stopListening();
        resolve(described);
      },
    };
    client.query(request);
  });
}

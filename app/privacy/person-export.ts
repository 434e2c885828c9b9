import escapeHtml from 'escape-html';
import { tableWords } from './page/request-words.ts';

/** Rows of a table, each as it is kept. */
export type ExportSection = { table: string; rows: Record<string, unknown>[]; isWhole: boolean };

/** Everything that is kept of a person, for the person. */
export type PersonExport = {
  shop: string;
  /** ISO 8601. */
  madeAt: string;
  sections: ExportSection[];
};

/** The export as JSON, for programs. */
export function exportJson({ shop, madeAt, sections }: PersonExport): string {
  const data = Object.fromEntries(sections.map(({ table, rows }) => [table, rows]));
  const truncated = sections.filter(({ isWhole }) => !isWhole).map(({ table }) => table);
  return JSON.stringify({ shop, made_at: madeAt, more_rows_in: truncated, data }, null, 2);
}

/** The export as a page that a browser shows without anything else, for people. */
export function exportHtml({ shop, madeAt, sections }: PersonExport): string {
  const body = sections.map(sectionHtml).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your data at ${escapeHtml(shop)}</title>
<style>
body { font-family: sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 0.5rem 0 1rem; width: 100%; }
th { text-align: left; vertical-align: top; width: 14rem; font-weight: normal; color: #555; }
th, td { border-bottom: 1px solid #ddd; padding: 0.2rem 0.4rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Your data at ${escapeHtml(shop)}</h1>
<p>Everything that Tendril keeps of you for this store, as of ${escapeHtml(madeAt)}.</p>
${sections.length === 0 ? '<p>No data about you is stored.</p>' : body}
</body>
</html>
`;
}

function sectionHtml({ table, rows, isWhole }: ExportSection): string {
  const more = isWhole ? '' : '<p>There is more; ask the store for the rest.</p>';
  return `<h2>${escapeHtml(tableWords(table))}</h2>\n${rows.map(rowHtml).join('\n')}${more}`;
}

function rowHtml(row: Record<string, unknown>): string {
  const lines = Object.entries(row).flatMap(([name, value]) =>
    value === null
      ? []
      : [
          `<tr><th scope="row">${escapeHtml(name.replaceAll('_', ' '))}</th><td>${escapeHtml(shown(value))}</td></tr>`,
        ],
  );
  return `<table>${lines.join('')}</table>`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

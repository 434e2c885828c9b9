import { z } from 'zod';
import { BlockId, type EmailBlockRecord } from './block-record.ts';
import { htmlOfText, liquidOfText } from './block-markup.ts';

const Cell = z.string().max(200);
const ComparisonBlock = z.strictObject({
  id: BlockId,
  kind: z.literal('comparison'),
  /** What is compared. */
  columns: z.array(Cell).min(1).max(3),
  rows: z.array(z.strictObject({ label: Cell, values: z.array(Cell).max(3) })).max(12),
});
export type ComparisonBlock = z.infer<typeof ComparisonBlock>;

const CELL = 'padding:8px;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top';

/** Two or three things beside each other. */
export const comparisonBlock: EmailBlockRecord<ComparisonBlock> = {
  label: 'Comparison',
  group: 'answers',
  schema: ComparisonBlock,
  blank: (id) => ({
    id,
    kind: 'comparison',
    columns: ['This one', 'The other'],
    rows: [{ label: 'Good for', values: ['Every day', 'Guests'] }],
  }),
  problems: ({ columns, rows }) => [
    ...(columns.some((name) => name.trim() === '')
      ? ['A column of a comparison has no name. Name it.']
      : []),
    ...(rows.length === 0 ? ['A comparison has no rows. Add one or delete the block.'] : []),
  ],
  markup({ columns, rows }) {
    const head = columns.map((name) => `<th scope="col" style="${CELL}">${htmlOfText(name)}</th>`);
    const lines = rows.map(({ label, values }) => {
      const cells = columns.map(
        (_name, place) => `<td style="${CELL}">${htmlOfText(values[place] ?? '')}</td>`,
      );
      return `<tr><th scope="row" style="${CELL}">${htmlOfText(label)}</th>${cells.join('')}</tr>`;
    });
    return (
      `<mj-table padding="8px 24px" font-size="15px" line-height="21px">` +
      `<tr><td style="${CELL}"></td>${head.join('')}</tr>${lines.join('')}</mj-table>`
    );
  },
  text: ({ columns, rows }) =>
    rows
      .map(
        ({ label, values }) =>
          `${liquidOfText(label)}: ${columns
            .map((name, place) => `${liquidOfText(name)} ${liquidOfText(values[place] ?? '')}`)
            .join('; ')}`,
      )
      .join('\n'),
};

import { htmlOfLine, textOfLine } from './block-markup.ts';
import { type ColumnBlock, columnBlockOf } from './column-blocks.ts';
import { allBlocks, type EmailBlock, type EmailDesign } from './email-design.ts';

/** What an email says as the renderer reads it: Liquid, the body in MJML. */
export type CompiledDesign = {
  subject: string;
  preview: string;
  body: string;
  text: string;
  recommends?: true;
};

/** The markup of an email that was composed of blocks: the same blocks give the same markup. */
export function compileDesign(design: EmailDesign): CompiledDesign {
  const isRecommending = allBlocks(design).some(({ kind }) => kind === 'recommended');
  return {
    subject: textOfLine(withoutLinks(design.subject)),
    preview: htmlOfLine(withoutLinks(design.preheader)),
    body: design.blocks.map(sectionOf).join('\n'),
    text: joined(allBlocks(design)),
    ...(isRecommending && { recommends: true }),
  };
}

/** A subject is plain: marks and links would come out as tags. */
function withoutLinks(line: EmailDesign['subject']): EmailDesign['subject'] {
  return line.map(({ link: _link, marks: _marks, ...piece }) => piece);
}

function sectionOf(block: EmailBlock): string {
  if (block.kind === 'columns') {
    const columns = block.columns.map(
      (blocks) => `<mj-column>${blocks.map(inColumn).join('')}</mj-column>`,
    );
    return `<mj-section padding="8px 0">${columns.join('')}</mj-section>`;
  }
  const record = columnBlockOf(block);
  const inner = record.markup(block);
  if (inner === '') return '';
  const section = `<mj-section padding="8px 0"><mj-column>${inner}</mj-column></mj-section>`;
  return shownWhere(record.shownIf?.(block) ?? null, section);
}

function inColumn(block: ColumnBlock): string {
  const record = columnBlockOf(block);
  return shownWhere(record.shownIf?.(block) ?? null, record.markup(block));
}

function shownWhere(condition: string | null, markup: string): string {
  if (condition === null || markup === '') return markup;
  return `<mj-raw>{% if ${condition} %}</mj-raw>${markup}<mj-raw>{% endif %}</mj-raw>`;
}

/** The plain text of blocks, an empty line between them. */
function joined(blocks: readonly ColumnBlock[]): string {
  return blocks.reduce((written, block) => {
    const record = columnBlockOf(block);
    const own = record.text(block);
    if (own === '') return written;
    const apart = written === '' ? own : `\n\n${own}`;
    const condition = record.shownIf?.(block) ?? null;
    return written + (condition === null ? apart : `{% if ${condition} %}${apart}{% endif %}`);
  }, '');
}

import { htmlOfLine, textOfLine } from './block-markup.ts';
import { type ColumnBlock, columnBlockOf } from './column-blocks.ts';
import { blockMarks } from './block-marks.ts';
import { allBlocks, type EmailBlock, type EmailDesign } from './email-design.ts';

/** What an email says as the renderer reads it: Liquid, the body in MJML. */
export type CompiledDesign = {
  subject: string;
  preview: string;
  body: string;
  text: string;
  recommends?: true;
};

/**
 * The markup of an email that was composed of blocks: the same blocks give the same markup.
 * @param isMarked whether comments say where each block begins and ends, for who edits it
 */
export function compileDesign(design: EmailDesign, isMarked = false): CompiledDesign {
  const isRecommending = allBlocks(design).some(({ kind }) => kind === 'recommended');
  return {
    subject: textOfLine(withoutLinks(design.subject)),
    preview: htmlOfLine(withoutLinks(design.preheader)),
    body: design.blocks.map((block) => sectionOf(block, isMarked)).join('\n'),
    text: joined(allBlocks(design)),
    ...(isRecommending && { recommends: true }),
  };
}

/** A subject is plain: marks and links would come out as tags. */
function withoutLinks(line: EmailDesign['subject']): EmailDesign['subject'] {
  return line.map(({ link: _link, marks: _marks, ...piece }) => piece);
}

function sectionOf(block: EmailBlock, isMarked: boolean): string {
  if (block.kind === 'columns') {
    const columns = block.columns.map(
      (blocks) =>
        `<mj-column>${blocks.map((inner) => inColumn(inner, isMarked)).join('')}</mj-column>`,
    );
    return `<mj-section padding="8px 0">${columns.join('')}</mj-section>`;
  }
  const record = columnBlockOf(block);
  const inner = markedAs(block, record.markup(block), isMarked);
  if (inner === '') return '';
  const section = `<mj-section padding="8px 0"><mj-column>${inner}</mj-column></mj-section>`;
  return shownWhere(record.shownIf?.(block) ?? null, section);
}

function inColumn(block: ColumnBlock, isMarked: boolean): string {
  const record = columnBlockOf(block);
  const markup = markedAs(block, record.markup(block), isMarked);
  return shownWhere(record.shownIf?.(block) ?? null, markup);
}

function markedAs({ id }: ColumnBlock, markup: string, isMarked: boolean): string {
  if (!isMarked || markup === '') return markup;
  const [begin, end] = blockMarks(id);
  return `<mj-raw><!--${begin}--></mj-raw>${markup}<mj-raw><!--${end}--></mj-raw>`;
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

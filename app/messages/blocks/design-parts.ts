import type { DefinitionPart } from '#app/definitions/definition-difference.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { columnBlockOf, columnBlockWords } from './column-blocks.ts';
import { allBlocks, type EmailDesign } from './email-design.ts';

/** The blocks of an email, each as a part, so that a difference names the blocks that changed. */
export function designParts(design: EmailDesign): DefinitionPart[] {
  return allBlocks(design).map((block) => ({
    id: block.id,
    name: columnBlockWords(block.kind).label,
    fields: [{ name: 'Text', value: columnBlockOf(block).text(block) }],
    whole: canonicalJson(block),
  }));
}

import type { DefinitionPart } from '#app/definitions/definition-difference.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { LANGUAGE_LABELS } from '#app/lib/reader-language.ts';
import { columnBlockOf, columnBlockWords } from './column-blocks.ts';
import type { LanguageDesign } from './design-problems.ts';
import { allBlocks, type EmailDesign } from './email-design.ts';

/**
 * The blocks of an email, each as a part, so that a difference names the blocks that changed, and the language of those that are not
 * in its main one.
 * @param designs in each of its languages, the main one first
 */
export function designParts(designs: readonly LanguageDesign[]): DefinitionPart[] {
  return designs.flatMap(({ language, design }, place) =>
    blockParts(design).map((part) =>
      place === 0
        ? part
        : {
            ...part,
            id: `${language} ${part.id}`,
            name: `${part.name} (${LANGUAGE_LABELS[language]})`,
          },
    ),
  );
}

function blockParts(design: EmailDesign): DefinitionPart[] {
  return allBlocks(design).map((block) => ({
    id: block.id,
    name: columnBlockWords(block.kind).label,
    fields: [{ name: 'Text', value: columnBlockOf(block).text(block) }],
    whole: canonicalJson(block),
  }));
}

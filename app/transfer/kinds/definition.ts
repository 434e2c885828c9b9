import { differenceBetween } from '#app/definitions/definition-difference.ts';
import { DefinitionKey } from '#app/definitions/definition-key.ts';
import type { DefinitionKindRecord } from '#app/definitions/definition-kind.ts';
import { firstContentProblem } from '#app/transfer/content-problem.ts';
import type { TransferKindRecord } from '#app/transfer/transfer-kind.ts';

type References<Content> = Pick<
  TransferKindRecord<Content>,
  'references' | 'withReferences' | 'withoutStaff'
>;

/** A kind of definition as files hold it. @param references what of the store it refers to; nothing when left out */
export function definitionTransfer<Content extends { name: string }>(
  record: DefinitionKindRecord<Content>,
  references: References<Content> = { references: () => [], withReferences: (content) => content },
): TransferKindRecord<Content> {
  return {
    isKey: (key) => DefinitionKey.safeParse(key).success,
    read(content) {
      const read = record.schema.safeParse(content);
      return read.success
        ? { outcome: 'read', content: read.data }
        : { outcome: 'refused', reason: firstContentProblem(read.error) };
    },
    nameOf: ({ name }) => name,
    withName: (content, name) => ({ ...content, name }),
    ...references,
    changes: (before, after, names) =>
      differenceBetween(before ? record.parts(before, names) : [], record.parts(after, names)),
    compared: (content) => record.compared?.(content) ?? content,
    hasDraft: true,
  };
}

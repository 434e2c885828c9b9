import { z } from 'zod';
import { differenceBetween, type DefinitionPart } from '#app/definitions/definition-difference.ts';
import { canonicalJson } from '#app/lib/canonical-json.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { readSegmentCard } from '#app/segments/builder/segment-form.ts';
import { PredicateContent } from '#app/segments/predicate-content.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { funnelStageName, type FunnelStage } from '#app/segments/ready/funnel-stage.ts';
import { firstContentProblem } from '#app/transfer/content-problem.ts';
import type { TransferKindRecord } from '#app/transfer/transfer-kind.ts';
import { predicateReferences, withPredicateReferences } from './predicate-references.ts';

/** A segment as files hold it: without its owner, who is a person of one store. */
export type SegmentContent = {
  name: string;
  purpose: string;
  stage: FunnelStage | null;
  predicate: Predicate;
};

const SegmentKey = z
  .string()
  .max(64)
  .regex(/^[a-z0-9][a-z0-9_]*$/);

const Content = z.strictObject({
  name: z.string(),
  purpose: z.string(),
  stage: z.string().nullable(),
  predicate: PredicateContent,
});

/** Segments in files. They have no draft: a new one is used by nothing, and a changed one is a new version. */
export const segmentTransfer: TransferKindRecord<SegmentContent> = {
  isKey: (key) => SegmentKey.safeParse(key).success,
  read(content) {
    const read = Content.safeParse(content);
    if (!read.success) return { outcome: 'refused', reason: firstContentProblem(read.error) };
    const { name, purpose, stage, predicate } = read.data;
    const card = readSegmentCard({ name, purpose, stage: stage ?? '' });
    if (card.outcome === 'refused')
      return { outcome: 'refused', reason: Object.values(card.errors)[0] ?? 'It cannot be read.' };
    const { name: named, purpose: said, stage: placed } = card.card;
    return { outcome: 'read', content: { name: named, purpose: said, stage: placed, predicate } };
  },
  nameOf: ({ name }) => name,
  withName: (content, name) => ({ ...content, name }),
  references: ({ predicate }) => predicateReferences(predicate),
  withReferences: (content, keyOf) => ({
    ...content,
    predicate: withPredicateReferences(content.predicate, keyOf),
  }),
  changes: (before, after) => differenceBetween(before ? partsOf(before) : [], partsOf(after)),
  hasDraft: false,
};

function partsOf(content: SegmentContent): DefinitionPart[] {
  const fields = [
    { name: 'Name', value: content.name },
    { name: 'Purpose', value: content.purpose },
    { name: 'Stage', value: funnelStageName(content.stage) },
    { name: 'Rules', value: describePredicate(content.predicate) },
  ];
  return [{ id: '', name: 'Segment', fields, whole: canonicalJson(content) }];
}

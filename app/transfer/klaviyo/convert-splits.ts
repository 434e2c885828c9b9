import { z } from 'zod';
import { MOST_PATHS } from '#app/journeys/steps/multi-branch.ts';
import {
  asSteps,
  END_ID,
  skipped,
  type ActionContext,
  type ConvertedAction,
} from './conversion.ts';
import { conditionGroups, convertFilter } from './convert-filter.ts';
import { cutText } from './convert-text.ts';

const Link = z.string().max(100).nullish();
const YesNo = z.looseObject({ next_if_true: Link, next_if_false: Link });
const Sample = z.looseObject({
  type: z.literal('profile-sample'),
  percentage: z.number().int().min(1).max(99),
});

/** A conditional split: a branch, or where it asks only for a random sample a random split. */
export function convertConditionalSplit(
  data: unknown,
  links: unknown,
  context: ActionContext,
): ConvertedAction {
  const { stepId, at } = context;
  const { yes, no } = yesAndNo(links, at);
  const filter = z.looseObject({ profile_filter: z.unknown().optional() }).safeParse(data).data;
  const groups = conditionGroups(filter?.profile_filter);
  const sample = groups.length === 1 && groups[0]?.length === 1 ? groups[0][0] : null;
  const percent = Sample.safeParse(sample).data?.percentage;
  if (percent !== undefined)
    return asSteps([
      {
        id: stepId,
        kind: 'split',
        variants: [
          { label: 'Sample', percent, next: yes },
          { label: 'Others', percent: 100 - percent, next: no },
        ],
      },
    ]);
  const { predicate, notes } = convertFilter(groups, context, 'unset');
  return asSteps([{ id: stepId, kind: 'branch', when: predicate, yes, no }], { notes });
}

/** A split by what the event said, or by what an action gave: a branch without its condition, so that its paths stay. */
export function convertUnknownSplit(what: string, why: string) {
  return (_data: unknown, links: unknown, { stepId, at }: ActionContext): ConvertedAction => {
    const { yes, no } = yesAndNo(links, at);
    return asSteps([{ id: stepId, kind: 'branch', when: { all: [] }, yes, no }], {
      notes: [{ what, why }],
    });
  };
}

function yesAndNo(links: unknown, at: ActionContext['at']): { yes: string; no: string } {
  const read = YesNo.safeParse(links).data;
  return { yes: at(read?.next_if_true), no: at(read?.next_if_false) };
}

const MultiBranch = z.looseObject({
  branches: z
    .array(
      z.looseObject({
        name: z.string().max(1_000).nullish(),
        order: z.number().nullish(),
        is_else: z.boolean().nullish(),
        branch_filter: z.unknown().optional(),
        links: z.looseObject({ next: Link }).nullish(),
      }),
    )
    .max(100),
});

/** A multi-branch split: the same here, first match wins. */
export function convertMultiBranch(
  data: unknown,
  _links: unknown,
  context: ActionContext,
): ConvertedAction {
  const { stepId, at } = context;
  const read = MultiBranch.safeParse(data);
  if (!read.success)
    return skipped(END_ID, { what: 'Multi-branch split', why: 'Its branches cannot be read.' });
  const ordered = read.data.branches.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const asked = ordered.filter((branch) => branch.is_else !== true);
  const converted = asked.slice(0, MOST_PATHS).map((branch) => {
    const groups = conditionGroups(branch.branch_filter);
    const { predicate, notes } = convertFilter(groups, context, 'unset');
    const label = cutText(branch.name?.trim() ?? '', 60);
    return { path: { label, when: predicate, next: at(branch.links?.next) }, notes };
  });
  const notes = converted.flatMap((one) => one.notes);
  if (asked.length > MOST_PATHS)
    notes.push({
      what: 'Multi-branch split',
      why: `It has more than ${String(MOST_PATHS)} branches. The others were left out: choose where people go who match none.`,
    });
  const otherwise =
    asked.length > MOST_PATHS
      ? // Not connected, which the publish check refuses: those of the branches left out are not those of no branch.
        ''
      : at(ordered.find((branch) => branch.is_else === true)?.links?.next);
  const paths = converted.map(({ path }) => path);
  return asSteps([{ id: stepId, kind: 'multi_branch', paths, otherwise }], { notes });
}

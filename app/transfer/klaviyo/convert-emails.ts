import { z } from 'zod';
import { MOST_VARIANTS, type SplitVariant } from '#app/journeys/steps/split.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import type { EmailContent } from '#app/messages/templates/email-content.ts';
import {
  asSteps,
  skipped,
  type ActionContext,
  type ConversionNote,
  type ConvertedAction,
} from './conversion.ts';
import { conditionGroups, convertFilter } from './convert-filter.ts';
import { convertEmailLine, cutText } from './convert-text.ts';

const Line = z.string().max(5_000).nullish();
const Message = z.looseObject({
  name: Line,
  subject_line: Line,
  preview_text: Line,
  template_id: Line,
  transactional: z.boolean().nullish(),
  additional_filters: z.unknown().optional(),
});
const SendEmail = z.looseObject({
  type: z.literal('send-email').optional(),
  message: Message.nullish(),
});

/**
 * Liquid that no version of the app knows. An email that holds it cannot be published, so that no customer ever receives
 * what stands beside it.
 */
const UNWRITTEN = '{% write_this_email %}';

/** An email: its step, and the email itself with the subject that it has. */
export function convertSendEmail(
  data: unknown,
  next: string,
  context: ActionContext,
): ConvertedAction {
  const { stepId, flow } = context;
  const read = SendEmail.safeParse(data);
  if (!read.success)
    return skipped(next, { what: 'Email', why: 'It cannot be read. Add an email step.' });
  const message = read.data.message ?? Message.parse({});
  const key = `${flow.key}-${stepId}`;
  const { content, notes } = emailOf(message, flow.name);
  const groups = conditionGroups(message.additional_filters);
  const email: Step = {
    id: groups.length === 0 ? stepId : `${stepId}-mail`,
    kind: 'email',
    template: key,
    class: message.transactional === true ? 'transactional' : 'marketing',
    next,
  };
  const emails = [{ key, content }];
  if (groups.length === 0) return asSteps([email], { emails, notes });
  // The filter of the email: who does not pass it gets what comes after the email.
  const filter = convertFilter(groups, context, 'unset');
  const branch: Step = {
    id: stepId,
    kind: 'branch',
    when: filter.predicate,
    yes: email.id,
    no: next,
  };
  return asSteps([branch, email], { emails, notes: [...notes, ...filter.notes] });
}

function emailOf(
  message: z.infer<typeof Message>,
  flow: string,
): { content: EmailContent; notes: ConversionNote[] } {
  const subject = convertEmailLine(message.subject_line ?? '');
  const preview = convertEmailLine(message.preview_text ?? '');
  const name = oneLine(message.name ?? '') || subject.text || `Email of ${flow}`;
  const what = `Email “${cutText(name, 120)}”`;
  const removed = [...subject.removed, ...preview.removed].slice(0, 5).join(' ');
  const template = message.template_id ?? '';
  const notes: ConversionNote[] = [
    {
      what,
      why: `A flow holds no text of its emails${template === '' ? '' : `: this one is template ${template} of Klaviyo`}. Subject and preview are here; write the body before you publish it.`,
    },
  ];
  if (removed !== '')
    notes.push({
      what,
      why: `Tags without counterpart were taken out of its subject and preview: ${cutText(removed, 200)}`,
    });
  return {
    content: {
      name: cutText(name, 120),
      subject: cutText(subject.text, 500) || 'Write a subject',
      preview: cutText(preview.text, 500),
      body: `<mj-section><mj-column><mj-text>${UNWRITTEN}</mj-text></mj-column></mj-section>`,
      text: UNWRITTEN,
    },
    notes,
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
}

const Experiment = z.looseObject({
  main_action: z.looseObject({ type: z.string().max(100), data: z.unknown().optional() }),
  current_experiment: z
    .looseObject({
      variations: z
        .array(z.looseObject({ type: z.string().max(100), data: z.unknown().optional() }))
        .max(50),
    })
    .nullish(),
});

/** A test of emails: a random split in equal shares with an email on each path. */
export function convertExperiment(
  data: unknown,
  next: string,
  context: ActionContext,
): ConvertedAction {
  const what = 'A/B test';
  const read = Experiment.safeParse(data);
  if (!read.success) return skipped(next, { what, why: 'It cannot be read. Add a random split.' });
  const { main_action: main, current_experiment: experiment } = read.data;
  const actions = [main, ...(experiment?.variations ?? [])].slice(0, MOST_VARIANTS);
  if (actions.some(({ type }) => type !== 'send-email'))
    return skipped(next, { what, why: 'Only emails can be tested: there are no other messages.' });
  const readable = actions.filter((action) => SendEmail.safeParse(action.data).success);
  const [only, ...others] = readable;
  // One email is no test, and stands where the test would.
  if (others.length === 0) return convertSendEmail((only ?? main).data, next, context);
  const converted = actions.map((action, index) =>
    convertSendEmail(action.data, next, {
      ...context,
      stepId: `${context.stepId}-${String(index + 1)}`,
    }),
  );
  const notes = converted.flatMap((one) => one.notes);
  const emails = converted.flatMap((one) => one.emails);
  const steps = converted.flatMap((one) => one.steps);
  const firsts = converted.flatMap((one) => one.steps[0]?.id ?? []);
  const variants = firsts.map((id, index): SplitVariant => ({
    label: '',
    percent: shareOf(index, firsts.length),
    next: id,
  }));
  notes.push({
    what,
    why: 'People are split in equal shares, and no winner is chosen by itself. Compare, then change the shares.',
  });
  return asSteps([{ id: context.stepId, kind: 'split', variants }, ...steps], { emails, notes });
}

/** Equal shares in whole percent that come to 100. */
function shareOf(index: number, count: number): number {
  return Math.floor((100 * (index + 1)) / count) - Math.floor((100 * index) / count);
}

import { z } from 'zod';
import { skipped, type ActionContext, type ConvertedAction } from './conversion.ts';
import { convertTargetDate, convertTimeDelay, unsetWait } from './convert-delays.ts';
import { convertExperiment, convertSendEmail } from './convert-emails.ts';
import {
  convertConditionalSplit,
  convertMultiBranch,
  convertUnknownSplit,
} from './convert-splits.ts';
import { convertInternalAlert, convertUpdateProfile, convertWebhook } from './convert-updates.ts';
import type { FlowAction } from './klaviyo-file.ts';
import { BACK_IN_STOCK } from './metric-counterparts.ts';

type ActionConverter = (data: unknown, links: unknown, context: ActionContext) => ConvertedAction;

const Links = z.looseObject({ next: z.string().max(100).nullish() });
const SplitLinks = z.union([
  z.looseObject({ next_if_true: z.string() }),
  z.looseObject({ next_if_false: z.string() }),
]);

/** An action that leads to one other. */
function linear(
  convert: (data: unknown, next: string, context: ActionContext) => ConvertedAction,
): ActionConverter {
  return (data, links, context) =>
    convert(data, context.at(Links.safeParse(links).data?.next), context);
}

/** An action that nothing here does. */
function without(what: string, why: string): ActionConverter {
  return linear((_data, next) => skipped(next, { what, why }));
}

/** A delay that is another one here: a wait whose time is not chosen stands in its place. */
function otherWait(what: string, why: string): ActionConverter {
  return linear((_data, next, { stepId }) => unsetWait(stepId, next, { what, why }));
}

const NO_CHANNEL = 'This channel does not exist here, and people go on to what comes next.';

/** Every type of action of the flow definitions of Klaviyo's API, revision 2026-07-15. */
const CONVERTERS: Record<string, ActionConverter> = {
  'send-email': linear(convertSendEmail),
  'ab-test': linear(convertExperiment),
  'time-delay': linear(convertTimeDelay),
  'target-date': linear(convertTargetDate),
  'conditional-split': convertConditionalSplit,
  'multi-branch-split': convertMultiBranch,
  'trigger-split': convertUnknownSplit(
    'Trigger split',
    'It asks for details of the event that started it. Choose a condition on the person instead.',
  ),
  'action-output-split': convertUnknownSplit(
    'Split by the output of an action',
    'Actions have no output here. Choose a condition on the person instead.',
  ),
  'update-profile': linear(convertUpdateProfile),
  'send-webhook': linear(convertWebhook),
  'send-internal-alert': linear(convertInternalAlert),
  'send-sms': without('Text message', NO_CHANNEL),
  'send-mobile-push': without('Push notification', NO_CHANNEL),
  'send-whatsapp': without('WhatsApp message', NO_CHANNEL),
  'content-experiment': without('Test of push notifications or WhatsApp messages', NO_CHANNEL),
  'countdown-delay': otherWait(
    'Countdown delay',
    'It counts down to a date of the event that started it. Choose until when people wait.',
  ),
  'back-in-stock-delay': otherWait(
    'Back in stock delay',
    `Here that is what starts a journey: ${BACK_IN_STOCK} Use that one, or choose until when people wait.`,
  ),
  'list-update': without(
    'List update',
    'There are no lists here: segments follow from what people do. Add a customer tag instead.',
  ),
  'internal-service': without('Internal service', 'It works within Klaviyo only.'),
  code: without('Code', 'No code runs in a journey here. Send a webhook to your own instead.'),
};

/** The types of actions that are known. */
export const KLAVIYO_ACTION_TYPES: readonly string[] = Object.keys(CONVERTERS);

/** Converts an action of any type; one that is not known has no counterpart. */
export function convertAction(
  { type, data, links }: FlowAction,
  context: ActionContext,
): ConvertedAction {
  const converter = Object.hasOwn(CONVERTERS, type) ? CONVERTERS[type] : undefined;
  return (converter ?? unknownAction(type, links))(data, links, context);
}

/** It may be a split or a wait, so that something that is not chosen stands in its place. */
function unknownAction(type: string, links: unknown): ActionConverter {
  const what = `Action “${type}”`;
  const why = 'This app does not know it. Choose what stands in its place, or take that out.';
  return SplitLinks.safeParse(links).success
    ? convertUnknownSplit(what, why)
    : otherWait(what, why);
}

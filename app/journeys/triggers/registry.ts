import { z } from 'zod';
import { applicationTrigger } from './application.ts';
import { dateTrigger } from './date.ts';
import { eventTrigger } from './event.ts';
import { manualTrigger } from './manual.ts';
import { scoreTrigger } from './score.ts';
import { segmentTrigger } from './segment.ts';
import type { TriggerHandler } from './trigger-handler.ts';

/** Every kind of trigger, one file each, in the order in which they are offered. */
const triggerHandlers = {
  event: eventTrigger,
  segment: segmentTrigger,
  score: scoreTrigger,
  date: dateTrigger,
  application: applicationTrigger,
  manual: manualTrigger,
};

type TriggerHandlers = typeof triggerHandlers;
export type TriggerKind = keyof TriggerHandlers;

/** A trigger of one kind. */
export type TriggerOfKind<K extends TriggerKind> = z.infer<TriggerHandlers[K]['schema']>;

/** What starts the runs of a journey. */
export type Trigger = { [K in TriggerKind]: TriggerOfKind<K> }[TriggerKind];

/** The names of all kinds. */
export const TRIGGER_KINDS = Object.keys(triggerHandlers) as TriggerKind[];

/** The kind of a trigger: `on` names it, but for the two that were stored before there were others. */
export function triggerKindOf(trigger: object): string {
  if ('on' in trigger) return String(trigger.on);
  return 'segment' in trigger ? 'segment' : 'event';
}

/** Reads a trigger of any kind, as that kind's schema says. */
export const TriggerContent: z.ZodType<Trigger> = z.unknown().transform((input, context) => {
  const kind = typeof input === 'object' && input ? triggerKindOf(input) : '';
  if (!Object.hasOwn(triggerHandlers, kind)) {
    context.addIssue({ code: 'custom', path: ['on'], message: 'There is no such trigger.' });
    return z.NEVER;
  }
  const read = triggerHandlers[kind as TriggerKind].schema.safeParse(input);
  if (read.success) return read.data;
  for (const { path, message } of read.error.issues)
    context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** What handles triggers of a kind. */
export function triggerHandlerNamed<K extends TriggerKind>(
  kind: K,
): TriggerHandler<TriggerOfKind<K>> {
  return triggerHandlers[kind] as TriggerHandler<TriggerOfKind<K>>;
}

/** What handles a trigger, by its kind. */
export function triggerHandlerOf<T extends Trigger>(trigger: T): TriggerHandler<T> {
  // TypeScript does not follow that the handler under a trigger's kind is the one for that trigger.
  return triggerHandlers[triggerKindOf(trigger) as TriggerKind] as unknown as TriggerHandler<T>;
}

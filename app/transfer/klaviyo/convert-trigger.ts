import { z } from 'zod';
import type { ReentryPolicy } from '#app/journeys/reentry-policy.ts';
import { triggerHandlerOf, type Trigger } from '#app/journeys/triggers/registry.ts';
import { DAYS_OF_UNIT } from './condition-filters.ts';
import type { ConversionNote, KlaviyoContext } from './conversion.ts';
import { conditionGroups } from './convert-filter.ts';
import { BACK_IN_STOCK, metricAdvice, metricTrigger } from './metric-counterparts.ts';

const FlowTrigger = z.looseObject({
  type: z.string().max(100),
  id: z.string().max(100).nullish(),
  trigger_filter: z.unknown().optional(),
  audience: z.array(z.string().max(100)).max(20).nullish(),
});
type FlowTrigger = z.infer<typeof FlowTrigger>;

type ConvertedTrigger = {
  trigger: Trigger;
  notes: ConversionNote[];
  /** Whether it starts for more people than in Klaviyo, unless something is put into the condition to enter. */
  isWider: boolean;
};

/** Nothing chosen: a journey with it cannot be published. */
const NOT_CHOSEN: Trigger = { events: [], subject: 'person' };

/** What starts a flow, as what starts a journey; not chosen where nothing here is the same. */
export function convertTrigger(
  triggers: readonly unknown[],
  context: KlaviyoContext,
): ConvertedTrigger {
  const trigger = FlowTrigger.safeParse(triggers[0]).data;
  if (!trigger) return unlike('Trigger', 'The flow has none. Choose what starts it.');
  const converted = convertOf(trigger, context);
  const isFiltered = conditionGroups(trigger.trigger_filter).length > 0;
  const filterNote = {
    what: 'Trigger filter',
    why: `It asks for details of the event. Set what can be asked in what starts the journey. ${IN_ENTRY}`,
  };
  return {
    trigger: converted.trigger,
    notes: [
      ...converted.notes,
      ...(isFiltered ? [filterNote] : []),
      ...triggers.slice(1).map((other) => otherTriggerNote(other, context)),
    ],
    isWider: converted.isWider || isFiltered,
  };
}

const IN_ENTRY =
  'Until then a condition that is not chosen stands in the condition to enter: choose one, or take it out.';

function otherTriggerNote(input: unknown, { names }: KlaviyoContext): ConversionNote {
  const other = FlowTrigger.safeParse(input).data;
  const name = names.get(other?.id ?? '') ?? other?.id ?? other?.type ?? '';
  return {
    what: `Another trigger${name === '' ? '' : ` “${name}”`}`,
    why: 'A journey starts in one way. Make a copy of the journey that starts by this.',
  };
}

function convertOf({ type, id, audience }: FlowTrigger, context: KlaviyoContext): ConvertedTrigger {
  const name = context.names.get(id ?? '');
  switch (type) {
    case 'metric':
      return metricStart(id ?? '', name);
    case 'list':
      return segmentStart(
        name,
        context,
        unlike(
          `Trigger “Added to list ${name ?? id ?? ''}”`,
          'There are no lists here, and no segment has this name. Choose what starts it: a subscription to emails does so for every list.',
        ),
      );
    case 'segment':
      return segmentStart(name, context, {
        trigger: { segment: '', kind: 'entered' },
        notes: [
          {
            what: `Trigger “Added to segment ${name ?? id ?? ''}”`,
            why: 'No segment here has this name. Choose the segment that starts it.',
          },
        ],
        isWider: false,
      });
    case 'date':
      return unlike(
        'Trigger by a date',
        'Such dates of profiles are not kept here. Choose one of the dates that are, or another start.',
      );
    case 'price-drop':
      return priceDropStart(audience ?? []);
    case 'low-inventory':
      return unlike(
        'Trigger “Low inventory”',
        `Stock that runs low starts nothing here. Choose what starts it: ${BACK_IN_STOCK}`,
      );
    default:
      return unlike(`Trigger “${type}”`, 'This app does not know it. Choose what starts it.');
  }
}

/** Added to a list or segment: comes into the segment of the same name. */
function segmentStart(
  name: string | undefined,
  { segmentKeys }: KlaviyoContext,
  otherwise: ConvertedTrigger,
): ConvertedTrigger {
  const segment = segmentKeys.get((name ?? '').toLowerCase());
  return segment === undefined
    ? otherwise
    : { trigger: { segment, kind: 'entered' }, notes: [], isWider: false };
}

/** A lower price, for who looked at the product or had it in the cart. @param audience for whom it is in Klaviyo */
function priceDropStart(audience: readonly string[]): ConvertedTrigger {
  const isWider = !audience.some((one) => one.toLowerCase().startsWith('viewed'));
  const why =
    'It starts when a price goes down by 5 percent or more, for people who looked at the product or had it in the cart in the last 60 days. Klaviyo’s amount and audience are not taken over.';
  const notes = [{ what: 'Trigger “Price drop”', why: isWider ? `${why} ${IN_ENTRY}` : why }];
  return { trigger: { events: ['product.reduced'], subject: 'person' }, notes, isWider };
}

function metricStart(id: string, name: string | undefined): ConvertedTrigger {
  const what = `Trigger “${name ?? id}”`;
  if (name === undefined)
    return unlike(
      what,
      'Flows hold only the id of their metric. Add the file of your metrics, or choose what starts it.',
    );
  const trigger = metricTrigger(name);
  if (!trigger) return unlike(what, metricAdvice(name));
  const isOurs = 'events' in trigger && trigger.events[0] !== 'custom.happened';
  const why =
    'It starts with an event of this name that another program reports to the events API.';
  return { trigger, notes: isOurs ? [] : [{ what, why }], isWider: false };
}

function unlike(what: string, why: string): ConvertedTrigger {
  return { trigger: NOT_CHOSEN, notes: [{ what, why }], isWider: false };
}

const Reentry = z.looseObject({
  duration: z.number().int().min(0),
  unit: z.enum(['alltime', 'day', 'hour', 'week']),
});

const NotInFlow = z.looseObject({
  type: z.literal('profile-not-in-flow'),
  timeframe_filter: z.union([
    z.looseObject({ operator: z.literal('alltime') }),
    z.looseObject({
      operator: z.literal('in-the-last'),
      unit: z.enum(['day', 'hour', 'week']),
      quantity: z.number().int().min(0),
    }),
  ]),
});

/** Days for which a condition asks that the person was not in the flow, Infinity for ever; null when it asks something else. */
export function notInFlowDays(condition: unknown): number | null {
  const timeframe = NotInFlow.safeParse(condition).data?.timeframe_filter;
  if (!timeframe) return null;
  return timeframe.operator === 'in-the-last'
    ? timeframe.quantity * DAYS_OF_UNIT[timeframe.unit]
    : Infinity;
}

const MOST_DAYS = 3_650;

/**
 * Who may enter again; undefined where a flow does not say, or where runs of its trigger are counted otherwise. Of what
 * cannot be read the strictest is taken.
 * @param notInFlow days for which its filter asks that the person was not in it
 */
export function convertReentry(
  criteria: unknown,
  notInFlow: number | undefined,
  trigger: Trigger,
): ReentryPolicy | undefined {
  const read = Reentry.safeParse(criteria).data;
  if (!triggerHandlerOf(trigger).per(trigger).includes('person')) return undefined;
  const isUnread = criteria !== undefined && criteria !== null && !read;
  const ofCriteria = isUnread ? Infinity : read && daysOfCriteria(read);
  if (notInFlow === undefined && ofCriteria === undefined) return undefined;
  const days = Math.max(notInFlow ?? 0, ofCriteria ?? 0);
  if (days === Infinity) return { per: 'person', again: 'never' };
  return days === 0
    ? { per: 'person', again: 'always' }
    : { per: 'person', again: 'after', days: Math.min(Math.ceil(days), MOST_DAYS), since: 'entry' };
}

/** With the unit `alltime` a duration of 1 lets no person in again, and 0 everyone. */
function daysOfCriteria({ duration, unit }: z.infer<typeof Reentry>): number {
  if (unit === 'alltime') return duration === 0 ? 0 : Infinity;
  return duration * DAYS_OF_UNIT[unit];
}

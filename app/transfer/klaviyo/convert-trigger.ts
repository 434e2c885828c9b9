import { z } from 'zod';
import type { ReentryPolicy } from '#app/journeys/reentry-policy.ts';
import { triggerHandlerOf, type Trigger } from '#app/journeys/triggers/registry.ts';
import { DAYS_OF_UNIT } from './condition-filters.ts';
import type { ConversionNote, KlaviyoContext } from './conversion.ts';
import { conditionGroups } from './convert-filter.ts';
import { metricTrigger } from './metric-counterparts.ts';

const FlowTrigger = z.looseObject({
  type: z.string().max(100),
  id: z.string().max(100).nullish(),
  trigger_filter: z.unknown().optional(),
});
type FlowTrigger = z.infer<typeof FlowTrigger>;

type ConvertedTrigger = { trigger: Trigger; notes: ConversionNote[] };

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
  if (conditionGroups(trigger.trigger_filter).length > 0)
    converted.notes.push({
      what: 'Trigger filter',
      why: 'It asks for details of the event. Set what can be asked in what starts the journey.',
    });
  return converted;
}

function convertOf({ type, id }: FlowTrigger, context: KlaviyoContext): ConvertedTrigger {
  const name = context.names.get(id ?? '');
  switch (type) {
    case 'metric':
      return metricStart(id ?? '', name);
    case 'list':
      return {
        trigger: {
          events: ['consent.changed'],
          subject: 'person',
          where: { consent: 'subscribed' },
        },
        notes: [
          {
            what: `Trigger “Added to list ${name ?? id ?? ''}”`,
            why: 'There are no lists here: it starts when a person subscribes to emails.',
          },
        ],
      };
    case 'segment': {
      const segment = context.segmentKeys.get((name ?? '').toLowerCase());
      if (segment !== undefined) return { trigger: { segment, kind: 'entered' }, notes: [] };
      return {
        trigger: { segment: '', kind: 'entered' },
        notes: [
          {
            what: `Trigger “Added to segment ${name ?? id ?? ''}”`,
            why: 'No segment here has this name. Choose the segment that starts it.',
          },
        ],
      };
    }
    case 'date':
      return unlike(
        'Trigger by a date',
        'Such dates of profiles are not kept here. Choose one of the dates that are, or another start.',
      );
    case 'price-drop':
      return unlike('Trigger “Price drop”', 'Prices start nothing here. Choose what starts it.');
    case 'low-inventory':
      return unlike('Trigger “Low inventory”', 'Stock starts nothing here. Choose what starts it.');
    default:
      return unlike(`Trigger “${type}”`, 'This app does not know it. Choose what starts it.');
  }
}

function metricStart(id: string, name: string | undefined): ConvertedTrigger {
  const what = `Trigger “${name ?? id}”`;
  if (name === undefined)
    return unlike(
      what,
      'Flows hold only the id of their metric. Add the file of your metrics, or choose what starts it.',
    );
  const trigger = metricTrigger(name);
  if (!trigger) return unlike(what, 'Nothing here starts with it. Choose what starts it.');
  const isOurs = 'events' in trigger && trigger.events[0] !== 'custom.happened';
  const why =
    'It starts with an event of this name that another program reports to the events API.';
  return { trigger, notes: isOurs ? [] : [{ what, why }] };
}

function unlike(what: string, why: string): ConvertedTrigger {
  return { trigger: NOT_CHOSEN, notes: [{ what, why }] };
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
 * Who may enter again; undefined where a flow does not say, or where runs of its trigger are counted otherwise.
 * @param notInFlow days for which its filter asks that the person was not in it
 */
export function convertReentry(
  criteria: unknown,
  notInFlow: number | undefined,
  trigger: Trigger,
): ReentryPolicy | undefined {
  const read = Reentry.safeParse(criteria).data;
  if (!triggerHandlerOf(trigger).per(trigger).includes('person')) return undefined;
  const ofCriteria = read && daysOfCriteria(read);
  const days = notInFlow ?? ofCriteria;
  if (days === undefined) return undefined;
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

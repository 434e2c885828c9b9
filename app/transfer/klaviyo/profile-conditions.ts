import { z } from 'zod';
import { countryCode } from '#app/lib/country-code.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import {
  DAYS_OF_UNIT,
  NUMBER_COMPARISONS,
  NumericFilter,
  RelativeDateFilter,
  withoutCounterpart,
  type ConvertedCondition,
} from './condition-filters.ts';
import type { KlaviyoContext } from './conversion.ts';

/** The countries of the European Union. */
const EUROPEAN_UNION =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

const Property = z.looseObject({
  property: z.string().max(200),
  filter: z.looseObject({ operator: z.string(), value: z.unknown().optional() }),
});
const Texts = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]);

/** A property of a profile that is kept here too: tags, the country, the language. */
export function propertyCondition(input: unknown): ConvertedCondition | null {
  const read = Property.safeParse(input).data;
  if (!read) return null;
  const { operator, value } = read.filter;
  const name = read.property
    .replaceAll(/[$'"[\]]|^properties/g, '')
    .trim()
    .toLowerCase();
  const what = `Condition on the property “${read.property}”`;
  const values = Texts.safeParse(value).data;
  const isIn = operator === 'equals' || operator === 'in' || operator === 'contains';
  const isOut = operator === 'not-equals' || operator === 'not-in' || operator === 'not-contains';
  if (!values || (!isIn && !isOut))
    return withoutCounterpart(what, 'Such a comparison of a property has no counterpart.');
  if (name === 'shopify tags' || name === 'tags')
    return { predicate: { field: 'tags', is: isIn ? 'has_any' : 'has_none', values } };
  if (operator.endsWith('contains'))
    return withoutCounterpart(what, 'A part of a property cannot be asked for here.');
  const is = isIn ? 'one_of' : 'not_one_of';
  if (name === 'country' || name === 'location.country') {
    const codes = values.flatMap((one) => countryCode(one) ?? []);
    return codes.length === values.length
      ? { predicate: { field: 'country', is, values: codes } }
      : withoutCounterpart(what, 'It names a country that is not known.');
  }
  if (name === 'locale') return { predicate: { field: 'locale', is, values } };
  return withoutCounterpart(
    what,
    'Such a property is not kept here. Use a customer tag or a segment instead.',
  );
}

const Group = z.looseObject({
  is_member: z.boolean(),
  group_ids: z.array(z.string()).min(1).max(100),
});

/** Membership of a list or segment: of the segment of the same name. */
export function groupCondition(
  input: unknown,
  { names, segmentKeys }: KlaviyoContext,
): ConvertedCondition | null {
  const read = Group.safeParse(input).data;
  if (!read) return null;
  const conditions: Predicate[] = [];
  for (const id of read.group_ids) {
    const name = names.get(id);
    const segment = name === undefined ? undefined : segmentKeys.get(name.toLowerCase());
    if (segment === undefined)
      return withoutCounterpart(
        `Membership of the list or segment “${name ?? id}”`,
        'No segment here has this name. Make it, import the flow again, or choose another.',
      );
    conditions.push({ segment, is: read.is_member ? 'in' : 'not_in' });
  }
  return { predicate: read.is_member ? { any: conditions } : { all: conditions } };
}

const Consent = z.looseObject({
  consent: z.looseObject({
    channel: z.string(),
    can_receive_marketing: z.boolean(),
    consent_status: z.looseObject({ subscription: z.string() }),
  }),
});

/** The consent to emails or text messages. */
export function consentCondition(input: unknown): ConvertedCondition | null {
  const consent = Consent.safeParse(input).data?.consent;
  if (!consent) return null;
  const { channel, can_receive_marketing: mayReceive, consent_status: status } = consent;
  const what = `Condition on the consent to ${channel}`;
  if (channel !== 'email' && channel !== 'sms')
    return withoutCounterpart(what, 'This channel does not exist here.');
  const field = channel === 'email' ? ('email_consent' as const) : ('sms_consent' as const);
  if (mayReceive && status.subscription === 'subscribed')
    return { predicate: { field, is: 'one_of', values: ['subscribed'] } };
  if (!mayReceive && status.subscription === 'unsubscribed')
    return { predicate: { field, is: 'one_of', values: ['unsubscribed'] } };
  if (!mayReceive && status.subscription === 'any')
    return { predicate: { not: { field, is: 'one_of', values: ['subscribed'] } } };
  return withoutCounterpart(
    what,
    'Marketing goes to subscribers only, so that it needs no condition; others have none.',
  );
}

const Region = z.looseObject({
  in_region: z.boolean(),
  region: z.enum(['european_union', 'united_states']),
});

/** The European Union or the United States. */
export function regionCondition(input: unknown): ConvertedCondition | null {
  const read = Region.safeParse(input).data;
  if (!read) return null;
  const values = read.region === 'united_states' ? ['US'] : EUROPEAN_UNION;
  return { predicate: { field: 'country', is: read.in_region ? 'one_of' : 'not_one_of', values } };
}

const Prediction = z.looseObject({ dimension: z.string(), filter: z.unknown().optional() });

/** A prediction that is made here too. */
export function predictionCondition(input: unknown): ConvertedCondition | null {
  const read = Prediction.safeParse(input).data;
  if (!read) return null;
  const number = NumericFilter.safeParse(read.filter).data;
  const date = RelativeDateFilter.safeParse(read.filter).data;
  if (read.dimension === 'historic_number_of_orders' && number)
    return {
      predicate: { field: 'orders', is: NUMBER_COMPARISONS[number.operator], value: number.value },
    };
  if (read.dimension === 'expected_date_of_next_purchase' && date?.operator === 'in-the-next')
    return {
      predicate: {
        field: 'next_order',
        is: 'coming',
        days: date.quantity * DAYS_OF_UNIT[date.unit],
      },
    };
  return withoutCounterpart(
    `Condition on the prediction “${read.dimension.slice(0, 100)}”`,
    'Predictions are made in another way here. Choose one of the prediction fields.',
  );
}

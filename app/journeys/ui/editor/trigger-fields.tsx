import { BlockStack, ChoiceList, Select } from '@shopify/polaris';
import type { Trigger } from '#app/journeys/definition.ts';
import type { OrderKind } from '#app/journeys/order-kind.ts';
import { SegmentChangeFields } from './segment-change-fields.tsx';

export type TriggerFieldsProps = {
  trigger: Trigger;
  segments: readonly { value: string; label: string }[];
  onChange: (trigger: Trigger) => void;
};

type Start = 'cart' | 'order' | 'segment';

const STARTS: { value: Start; label: string }[] = [
  { value: 'cart', label: 'A cart or checkout changes' },
  { value: 'order', label: 'Something happens to an order' },
  { value: 'segment', label: 'A person enters or leaves a segment' },
];

const BLANK: Record<Start, Trigger> = {
  cart: { events: ['cart.changed', 'checkout.changed'], subject: 'basket', onePer: 'person' },
  order: { events: ['order.placed'], subject: 'order' },
  segment: { segment: '', kind: 'entered' },
};

/** What starts a journey. */
export function TriggerFields({ trigger, segments, onChange }: TriggerFieldsProps) {
  const start = startOf(trigger);
  return (
    <BlockStack gap="400">
      <Select
        label="Starts when"
        options={STARTS}
        value={start}
        onChange={(value) => {
          const chosen = STARTS.find((one) => one.value === value);
          if (chosen && chosen.value !== start) onChange(BLANK[chosen.value]);
        }}
      />
      {'segment' in trigger ? (
        <SegmentChangeFields change={trigger} segments={segments} onChange={onChange} />
      ) : trigger.subject === 'order' ? (
        <OrderFields trigger={trigger} onChange={onChange} />
      ) : (
        <CartFields trigger={trigger} onChange={onChange} />
      )}
    </BlockStack>
  );
}

function startOf(trigger: Trigger): Start {
  if ('segment' in trigger) return 'segment';
  return trigger.subject === 'order' ? 'order' : 'cart';
}

type EventTrigger<S> = Extract<Trigger, { subject: S }>;
type EventFieldsProps<S> = {
  trigger: EventTrigger<S>;
  onChange: (trigger: Trigger) => void;
};

const ORDER_EVENTS = {
  'order.placed': 'It is placed',
  'order.shipped': 'It is shipped',
  'order.delivered': 'It is delivered',
  'order.cancelled': 'It is cancelled',
  'order.refunded': 'It is refunded',
} as const;

const EXCEPTIONS: { value: OrderKind; label: string }[] = [
  { value: 'till', label: 'Taken along from a point of sale' },
  { value: 'renewal', label: 'Renewals of subscriptions' },
  { value: 'replacement', label: 'Free replacements' },
];

function OrderFields({ trigger, onChange }: EventFieldsProps<'order'>) {
  const { except: _except, ...rest } = trigger;
  const kinds = Object.keys(ORDER_EVENTS) as (keyof typeof ORDER_EVENTS)[];
  return (
    <>
      <ChoiceList
        allowMultiple
        title="What happens to the order"
        choices={kinds.map((kind) => ({ value: kind, label: ORDER_EVENTS[kind] }))}
        selected={trigger.events}
        onChange={(chosen) => {
          const events = kinds.filter((kind) => chosen.includes(kind));
          if (events.length > 0) onChange({ ...trigger, events });
        }}
      />
      <ChoiceList
        allowMultiple
        title="Not for orders that are"
        choices={EXCEPTIONS}
        selected={trigger.except ?? []}
        onChange={(chosen) => {
          const except = EXCEPTIONS.map(({ value }) => value).filter((one) => chosen.includes(one));
          onChange(except.length === 0 ? rest : { ...rest, except });
        }}
      />
    </>
  );
}

function CartFields({ trigger, onChange }: EventFieldsProps<'basket'>) {
  const { onePer, ...rest } = trigger;
  return (
    <ChoiceList
      title="How often"
      choices={[
        {
          value: 'person',
          label: 'One at a time for each person',
          helpText: 'However many carts they leave, it is about the newest.',
        },
        { value: 'cart', label: 'Once for each cart' },
      ]}
      selected={[onePer ?? 'cart']}
      onChange={([chosen]) => onChange(chosen === 'person' ? { ...rest, onePer: 'person' } : rest)}
    />
  );
}

import { Checkbox, FormLayout, Select, TextField } from '@shopify/polaris';
import type { EventKind } from '#app/events/event.ts';
import type { EventFilter } from '#app/journeys/triggers/event-filter.ts';
import { minorDigits } from '#app/lib/money.ts';
import type { TriggerFormContext } from '../trigger-form.ts';

export type EventFilterFieldsProps = {
  events: readonly EventKind[];
  filter: EventFilter;
  context: TriggerFormContext;
  /** Gives the changed filter; undefined when it asks for nothing any more. */
  onChange: (filter: EventFilter | undefined) => void;
};

const CONSENTS = [
  { label: 'Any change', value: '' },
  { label: 'Subscribes to emails', value: 'subscribed' },
  { label: 'Unsubscribes from emails', value: 'unsubscribed' },
];

/** What the events have to be about; only what one of them can be about is asked. */
export function EventFilterFields({ events, filter, context, onChange }: EventFilterFieldsProps) {
  const has = (...kinds: EventKind[]) => kinds.some((kind) => events.includes(kind));
  const change = (changed: Partial<EventFilter>) => onChange(cleaned({ ...filter, ...changed }));
  const isOrder = events.some((kind) => kind.startsWith('order.'));
  const hasGoods = isOrder || has('cart.changed', 'checkout.changed');
  const hasProducts = hasGoods || has('product.viewed', 'product.added', 'review.submitted');
  return (
    <FormLayout>
      {hasProducts
        ? context.pickField({
            what: 'products',
            selected: filter.products ?? [],
            onChange: (products) => change({ products }),
          })
        : null}
      {hasProducts || has('collection.viewed')
        ? context.pickField({
            what: 'collections',
            selected: filter.collections ?? [],
            onChange: (collections) => change({ collections }),
          })
        : null}
      {has('page.viewed') ? (
        <FilterText
          label="Page address contains"
          value={filter.page}
          onChange={(page) => change({ page })}
        />
      ) : null}
      {has('search.submitted') ? (
        <FilterText
          label="Search contains"
          value={filter.search}
          onChange={(search) => change({ search })}
        />
      ) : null}
      {has('custom.happened') ? (
        <FilterText
          label="Name of the event"
          value={filter.name}
          onChange={(name) => change({ name })}
        />
      ) : null}
      {has('consent.changed') ? (
        <Select
          label="Consent"
          options={CONSENTS}
          value={filter.consent ?? ''}
          onChange={(value) =>
            change({
              consent: value === 'subscribed' || value === 'unsubscribed' ? value : undefined,
            })
          }
        />
      ) : null}
      {hasGoods ? (
        <TextField
          label="Comes to at least"
          type="number"
          min={0}
          suffix={context.currency}
          autoComplete="off"
          value={filter.atLeast ? String(filter.atLeast.minor / unitOf(context.currency)) : ''}
          onChange={(text) => change({ atLeast: amountIn(text, context.currency) })}
        />
      ) : null}
      {has('order.placed') ? (
        <Checkbox
          label="Only the first order of a person"
          checked={filter.firstOrder === true}
          onChange={(isFirst) => change({ firstOrder: isFirst ? true : undefined })}
        />
      ) : null}
    </FormLayout>
  );
}

type FilterTextProps = {
  label: string;
  value: string | undefined;
  onChange: (text: string | undefined) => void;
};

function FilterText({ label, value = '', onChange }: FilterTextProps) {
  return (
    <TextField
      label={label}
      autoComplete="off"
      maxLength={200}
      value={value}
      onChange={(text) => onChange(text === '' ? undefined : text)}
    />
  );
}

/** The smallest units in one unit of a currency. */
function unitOf(currency: string): number {
  return 10 ** minorDigits(currency);
}

function amountIn(text: string, currency: string): EventFilter['atLeast'] {
  const minor = Math.round(Number(text) * unitOf(currency));
  return text.trim() === '' || !Number.isFinite(minor) || minor < 0
    ? undefined
    : { minor, currency };
}

/** A filter without what is not asked; undefined when nothing is. */
function cleaned(filter: EventFilter): EventFilter | undefined {
  const asked = Object.entries(filter).filter(([, value]) => !isUnasked(value));
  return asked.length === 0 ? undefined : Object.fromEntries(asked);
}

function isUnasked(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

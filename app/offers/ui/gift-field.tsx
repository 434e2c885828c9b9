import { useFetcher } from '@remix-run/react';
import { useDebouncedCallback } from 'use-debounce';
import type { OfferForm } from '#app/offers/page/offer-form.ts';
import { PickMany, type Choice } from '#app/segments/ui/pick-many.tsx';

const TYPING_MS = 250;

export type GiftFieldProps = {
  form: Pick<OfferForm, 'giftId' | 'giftTitle'>;
  error: string | undefined;
  change: (change: Partial<OfferForm>) => void;
};

/** The product that is given, found by its title. */
export function GiftField({ form, error, change }: GiftFieldProps) {
  const { data, state, load } = useFetcher<{ choices: Choice[] }>();
  const search = useDebouncedCallback((text: string) => {
    const asked = new URLSearchParams({ kind: 'products', search: text });
    load(`/app/segments/catalogue?${asked.toString()}`);
  }, TYPING_MS);
  const choices = data?.choices ?? [];
  return (
    <PickMany
      {...(error !== undefined && { error })}
      label="Product"
      placeholder="Search products"
      selected={form.giftId === '' ? [] : [form.giftId]}
      choices={choices}
      onSearch={search}
      isLoading={state !== 'idle'}
      nameOf={(id) => (id === form.giftId && form.giftTitle !== '' ? form.giftTitle : id)}
      onChange={(picked) => {
        // One gift: the last that was picked.
        const giftId = picked.at(-1) ?? '';
        const giftTitle = choices.find(({ value }) => value === giftId)?.label ?? form.giftTitle;
        change({ giftId, giftTitle: giftId === '' ? '' : giftTitle });
      }}
    />
  );
}

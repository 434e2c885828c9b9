import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Card, Page, Spinner } from '@shopify/polaris';
import { useEffect } from 'react';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import {
  markDuplicate,
  markNotDuplicate,
  undoDuplicateDecision,
} from '#app/engine/identity/decide-duplicate.server.ts';
import { DUPLICATE_SORTS, listDuplicates } from '#app/people/page/list-duplicates.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { DuplicateCard } from '#app/people/ui/duplicate-card.tsx';
import { ListPages } from '#app/ui/list-pages.tsx';
import { ListSearch, NothingFound } from '#app/ui/list-search.tsx';
import { noRowsWords } from '#app/ui/no-rows-words.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { sortChoiceOf } from '#app/ui/sort-choice.ts';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Decision = z.object({
  intent: z.enum(['same', 'two', 'undo']),
  one: z.uuid(),
  other: z.uuid(),
  /** What is undone, by when it was decided, epoch milliseconds. */
  at: z.coerce.number().int().positive().optional(),
});

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.read');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, DUPLICATE_SORTS);
  const now = clock.now();
  const { live, list } = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'possible_duplicates', now);
    return {
      live: await readLive(client, shop.id, ['possible_duplicate', 'profile']),
      list: await listDuplicates(client, shop.id, view),
    };
  });
  const { currency, timeZone } = shop;
  return { ...list, live, view, now, currency, timeZone };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'people.edit');
  const { pool, clock, policyOf } = context.services;
  const parsed = Decision.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The decision is not complete.', { status: 400 });
  const { intent, one, other, at } = parsed.data;
  const two = [one, other] as const;
  const now = clock.now();
  return await inShop(pool, shop.id, async (client) => {
    switch (intent) {
      case 'same':
        return {
          intent,
          one,
          other,
          at: now,
          ...(await markDuplicate(client, shop.id, two, staffId, now)),
        };
      case 'two':
        return {
          intent,
          one,
          other,
          at: now,
          ...(await markNotDuplicate(client, shop.id, two, staffId, now)),
        };
      case 'undo': {
        const policy = await policyOf(client, shop.id);
        const batching = { policy, currency: shop.currency, now };
        const undone = await undoDuplicateDecision(
          client,
          shop.id,
          two,
          at ?? now,
          staffId,
          batching,
        );
        return { intent, one, other, at: now, ...undone };
      }
    }
  });
}

const OUTCOME_TEXTS = {
  same: 'Profiles merged',
  two: 'Marked as two people',
  undo: 'Undone',
} as const;

export default function Duplicates() {
  const { live, duplicates, hasMore, waiting, view, now, currency, timeZone } =
    useLoaderData<typeof loader>();
  const list = useListParams(view);
  const work = useFetcher<typeof action>();
  const bridge = useAppBridge();
  useLive(live, work.state === 'idle');
  const { data, submit } = work;
  useEffect(() => {
    if (!data) return;
    const { intent, one, other, at, done } = data;
    if (!done || intent === 'undo') {
      bridge.toast.show(done ? OUTCOME_TEXTS.undo : 'One of them no longer exists');
      return;
    }
    const undo = { intent: 'undo', one, other, at: String(at) };
    bridge.toast.show(OUTCOME_TEXTS[intent], {
      action: 'Undo',
      onAction: () => submit(undo, { method: 'post' }),
    });
  }, [bridge, data, submit]);

  const page = {
    title: 'Possible duplicates',
    subtitle:
      'People who share a phone, a browser or an address, though something says that they are two. No profiles are merged by a guess.',
    backAction: { content: 'People', url: '/app/people' },
  };
  if (waiting === 0 && view.search === '') {
    return (
      <Page {...page}>
        <EmptyState heading="No possible duplicates">
          When two people share what should be one person’s, they appear here side by side, for you
          to say whether they are the same.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page {...page}>
      <BlockStack gap="400">
        <Card padding="0">
          <ListSearch
            label="Search possible duplicates"
            placeholder="Name, email address or phone"
            list={list}
            choice={sortChoiceOf(list, [
              { label: 'Last noticed first', value: 'seen descending' },
              { label: 'Longest waiting first', value: 'found ascending' },
              { label: 'Most spent first', value: 'spent descending' },
            ])}
          />
        </Card>
        {list.isLoading ? <Spinner size="small" accessibilityLabel="Loading" /> : null}
        {duplicates.length === 0 ? (
          <NothingFound>{noRowsWords(view, 'people', 'No people.')}</NothingFound>
        ) : null}
        {duplicates.map((duplicate) => {
          const [{ id: one }, { id: other }] = duplicate.two;
          return (
            <EditArea key={`${one} ${other}`} needs="people.edit">
              <DuplicateCard
                duplicate={duplicate}
                isBusy={work.state !== 'idle'}
                onDecide={(intent) => submit({ intent, one, other }, { method: 'post' })}
                now={now}
                timeZone={timeZone}
                currency={currency}
              />
            </EditArea>
          );
        })}
        <ListPages list={list} hasMore={hasMore} />
      </BlockStack>
    </Page>
  );
}

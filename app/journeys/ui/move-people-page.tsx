import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import type { MoveOutcome, MovePage } from '#app/journeys/moves/move-page.ts';
import { formatCount, PEOPLE } from '#app/lib/format/count.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { useLive } from '#app/ui/use-live.ts';
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { MovePeopleCard } from './move-people-card.tsx';

export type MovePeoplePageProps = { live: Live; page: MovePage };

/** Moves the people on earlier versions of a journey to the live one. */
export function MovePeoplePage({ live, page }: MovePeoplePageProps) {
  const fetcher = useFetcher<MoveOutcome>();
  useLive(live);
  useOutcomeToast(fetcher, moveToast);
  const { key, name, version } = page.journey;
  const send = (form: Record<string, string>) => fetcher.submit(form, { method: 'post' });
  return (
    <Page
      title="Move people"
      subtitle={`${name}, version ${String(version)}`}
      backAction={{ content: name, url: `/app/journeys/${key}` }}
    >
      <BlockStack gap="400">
        {page.isPaused ? (
          <Banner title="This journey is paused">
            <p>People who are moved go on only when the journey does.</p>
          </Banner>
        ) : null}
        <MovePeopleCard
          page={page}
          isBusy={fetcher.state !== 'idle'}
          onMove={(mapping) =>
            send({ intent: 'move', version: String(version), mapping: JSON.stringify(mapping) })
          }
          onCancel={() => send({ intent: 'cancel' })}
        />
      </BlockStack>
    </Page>
  );
}

function moveToast(outcome: MoveOutcome): OutcomeToast {
  switch (outcome.outcome) {
    case 'started':
      return { text: `Moving ${formatCount(outcome.total, PEOPLE)}` };
    case 'cancelled':
      return { text: 'Cancelled. People who were moved stay on the new version' };
    case 'nothing_to_move':
      return { text: 'Everyone is on the newest version' };
    case 'running':
      return { text: 'People are being moved already', isError: true };
    case 'conflict':
      return { text: 'Another version was published meanwhile. Review it first', isError: true };
    case 'not_found':
      return { text: 'It was changed meanwhile', isError: true };
  }
}

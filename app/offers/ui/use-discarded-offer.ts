import { useNavigate, useSubmit } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef } from 'react';
import { discardedDraftForm } from '#app/definitions/discarded-draft.ts';
import type { EditedOffer } from '#app/offers/page/edited-offer.ts';
import type { OfferOutcome } from '#app/offers/page/offer-outcome.ts';

/**
 * Offers to bring back the draft of an offer that was discarded. One that was never published is gone with its draft: the
 * page leads to the list, and undoing leads back.
 * @param outcome of the last change; another object each time
 * @param offer as the page shows it: before the fresh page is there, with the draft
 */
export function useDiscardedOffer(outcome: OfferOutcome | undefined, offer: EditedOffer): void {
  const bridge = useAppBridge();
  const navigate = useNavigate();
  const submit = useSubmit();
  const shown = useRef(offer);
  const handled = useRef(outcome);
  useEffect(() => {
    const draft = shown.current;
    shown.current = offer;
    if (outcome === handled.current) return;
    handled.current = outcome;
    if (outcome?.outcome !== 'discarded') return;
    const { key, content, liveVersion } = draft;
    const isGone = liveVersion === null;
    const again = discardedDraftForm({ kind: 'offer', key, content, liveVersion });
    const stay = isGone ? {} : ({ navigate: false, fetcherKey: `undo-${key}` } as const);
    bridge.toast.show('Draft discarded', {
      action: 'Undo',
      onAction: () => submit(again, { method: 'post', action: `/app/offers/${key}`, ...stay }),
    });
    if (isGone) navigate('/app/offers');
  }, [bridge, navigate, offer, outcome, submit]);
}

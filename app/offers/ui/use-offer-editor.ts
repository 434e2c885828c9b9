import { useFetcher } from '@remix-run/react';
import { useReducer, useState, type Dispatch } from 'react';
import {
  offerFormOf,
  readOfferForm,
  type OfferForm,
  type OfferFormErrors,
} from '#app/offers/page/offer-form.ts';
import type { EditedOffer } from '#app/offers/page/edited-offer.ts';
import type { OfferOutcome } from '#app/offers/page/offer-outcome.ts';
import { withEdit, type DraftHistory, type Edit } from '#app/segments/builder/edit-draft.ts';
import {
  draftErrors,
  predicateDraftOf,
  writeDraft,
  type DraftErrors,
} from '#app/segments/builder/predicate-form.ts';
import { parsePredicate } from '#app/segments/parse-predicate.ts';
import { useOutcomeToast } from '#app/ui/use-outcome-toast.ts';
import { offerToast } from './offer-toast.ts';

/** What the page of an offer shows and does. */
export type OfferEditor = {
  form: OfferForm;
  errors: OfferFormErrors;
  history: DraftHistory;
  whoErrors: DraftErrors;
  isDirty: boolean;
  isBusy: boolean;
  /** Whether a colleague saved or published since something was typed. */
  isOutdated: boolean;
  outcome: OfferOutcome | undefined;
  change: (change: Partial<OfferForm>) => void;
  editWho: Dispatch<Edit>;
  save: () => void;
  discard: () => void;
  send: (intent: 'publish' | 'discard_draft' | 'archive' | 'restore') => void;
};

/** After these the page shows what is stored; what was typed is part of it, or given up. */
const SETTLED: ReadonlySet<OfferOutcome['outcome']> = new Set([
  'saved',
  'published',
  'unchanged',
  'discarded',
]);

type HistoryStep = Edit | { edit: 'restart'; to: DraftHistory };

function takeStep(history: DraftHistory, step: HistoryStep): DraftHistory {
  return step.edit === 'restart' ? step.to : withEdit(history, step);
}

function beginHistory({ content }: EditedOffer, currency: string): DraftHistory {
  return { past: [], draft: predicateDraftOf(content.who, currency), future: [] };
}

/** Edits an offer: untouched it follows the page, what was typed stays until it is saved or discarded. */
export function useOfferEditor(offer: EditedOffer, currency: string): OfferEditor {
  const fetcher = useFetcher<OfferOutcome>();
  useOutcomeToast(fetcher, offerToast);
  const [start, setStart] = useState(offer);
  const [form, setForm] = useState(() => offerFormOf(offer.content, currency));
  const [history, step] = useReducer(takeStep, beginHistory(offer, currency));
  const [handled, setHandled] = useState(fetcher.data);
  const written = writeDraft(history.draft, currency);
  const parsed = parsePredicate(written.predicate);
  const who = parsed.outcome === 'read' ? parsed.predicate : start.content.who;
  const { content, errors } = readOfferForm(form, who, currency);
  const isTyped = JSON.stringify(form) !== JSON.stringify(offerFormOf(start.content, currency));
  const isDirty = isTyped || history.past.length > 0;
  const { data, state, submit } = fetcher;

  function reset() {
    setStart(offer);
    setForm(offerFormOf(offer.content, currency));
    step({ edit: 'restart', to: beginHistory(offer, currency) });
  }
  // The answer comes first and the fresh page after it; only with both is the form the saved one.
  if (state === 'idle' && data && data !== handled) {
    setHandled(data);
    if (SETTLED.has(data.outcome)) reset();
  } else if (state === 'idle' && !isDirty && offer !== start) reset();

  const target = { kind: 'offer', key: start.key };
  const base = start.liveVersion === null ? '' : String(start.liveVersion);
  const revision = String(start.revision);
  return {
    form,
    errors,
    history,
    whoErrors: draftErrors(
      history.draft,
      written,
      parsed.outcome === 'read' ? [] : parsed.problems,
      true,
    ),
    isDirty,
    isBusy: state !== 'idle',
    isOutdated:
      isDirty &&
      state === 'idle' &&
      (offer.revision !== start.revision || offer.liveVersion !== start.liveVersion),
    outcome: data,
    change: (change) => setForm({ ...form, ...change }),
    editWho: step,
    save() {
      if (parsed.outcome !== 'read' || Object.keys(errors).length > 0) return;
      const sent = { content: JSON.stringify(content), revision, base };
      submit({ intent: 'save_draft', ...target, ...sent }, { method: 'post' });
    },
    discard: reset,
    send: (intent) => submit({ intent, ...target, revision, base }, { method: 'post' }),
  };
}

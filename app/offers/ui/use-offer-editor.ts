import { useFetcher } from '@remix-run/react';
import { useReducer, useState, type Dispatch } from 'react';
import { definitionToast } from '#app/definitions/ui/definition-toast.ts';
import { useDiscardedDraft } from '#app/definitions/ui/use-discarded-draft.ts';
import {
  offerFormOf,
  readOfferForm,
  type OfferForm,
  type OfferFormErrors,
  type OfferFormShop,
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
import { useOutcomeToast, type OutcomeToast } from '#app/ui/use-outcome-toast.ts';

/** What the page of an offer shows and does. */
export type OfferEditor = {
  form: OfferForm;
  /** What is wrong with fields that were left, and with all of them once saving was tried. */
  errors: OfferFormErrors;
  history: DraftHistory;
  whoErrors: DraftErrors;
  isDirty: boolean;
  isBusy: boolean;
  /** Whether a colleague saved or published since something was typed. */
  isOutdated: boolean;
  outcome: OfferOutcome | undefined;
  change: (change: Partial<OfferForm>) => void;
  /** Notes that a field was left: what is wrong with it is shown from now on. */
  touch: (field: keyof OfferForm) => void;
  editWho: Dispatch<Edit>;
  save: () => void;
  discard: () => void;
  send: (intent: 'publish' | 'discard_draft' | 'archive' | 'restore') => void;
};

/** A discarded draft can be brought back, which its own toast offers. */
function offerToast(outcome: OfferOutcome): OutcomeToast | null {
  return outcome.outcome === 'discarded' ? null : definitionToast(outcome);
}

/** After these the page shows what is stored; what was typed is part of it, or given up. */
const SHOWS_STORED: ReadonlySet<OfferOutcome['outcome']> = new Set([
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

const NONE_TOUCHED: ReadonlySet<keyof OfferForm> = new Set();

function errorsOf(errors: OfferFormErrors, fields: ReadonlySet<keyof OfferForm>): OfferFormErrors {
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => (fields as ReadonlySet<string>).has(field)),
  );
}

/** Edits an offer: untouched it follows the page, what was typed stays until it is saved or discarded. */
export function useOfferEditor(offer: EditedOffer, shop: OfferFormShop): OfferEditor {
  const { currency } = shop;
  const fetcher = useFetcher<OfferOutcome>();
  useOutcomeToast(fetcher, offerToast);
  useDiscardedDraft('offer', '/app/offers', fetcher.data, offer);
  const [start, setStart] = useState(offer);
  const [form, setForm] = useState(() => offerFormOf(offer.content, currency));
  const [history, step] = useReducer(takeStep, beginHistory(offer, currency));
  const [touched, setTouched] = useState<ReadonlySet<keyof OfferForm>>(NONE_TOUCHED);
  const [isTried, setTried] = useState(false);
  const [handled, setHandled] = useState(fetcher.data);
  const written = writeDraft(history.draft, currency);
  const parsed = parsePredicate(written.predicate);
  const who = parsed.outcome === 'read' ? parsed.predicate : start.content.who;
  const { content, errors } = readOfferForm(form, who, shop);
  const isTyped = JSON.stringify(form) !== JSON.stringify(offerFormOf(start.content, currency));
  const isDirty = isTyped || history.past.length > 0;
  const { data, state, submit } = fetcher;

  function reset() {
    setStart(offer);
    setTouched(NONE_TOUCHED);
    setTried(false);
    setForm(offerFormOf(offer.content, currency));
    step({ edit: 'restart', to: beginHistory(offer, currency) });
  }
  // The answer comes first and the fresh page after it; only with both is the form the saved one.
  if (state === 'idle' && data && data !== handled) {
    setHandled(data);
    if (SHOWS_STORED.has(data.outcome)) reset();
  } else if (state === 'idle' && !isDirty && offer !== start) reset();

  const target = { kind: 'offer', key: start.key };
  const base = start.liveVersion === null ? '' : String(start.liveVersion);
  const revision = String(start.revision);
  return {
    form,
    errors: isTried ? errors : errorsOf(errors, touched),
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
    touch: (field) => setTouched((fields) => new Set([...fields, field])),
    editWho: step,
    save() {
      setTried(true);
      if (parsed.outcome !== 'read' || Object.keys(errors).length > 0) return;
      const sent = { content: JSON.stringify(content), revision, base };
      submit({ intent: 'save_draft', ...target, ...sent }, { method: 'post' });
    },
    discard: reset,
    send: (intent) => submit({ intent, ...target, revision, base }, { method: 'post' }),
  };
}

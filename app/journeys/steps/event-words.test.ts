import { expect, test } from 'vitest';
import { EVENT_KIND_NAMES, eventKindOf } from '#app/events/kinds/registry.ts';

const NAMED = EVENT_KIND_NAMES.flatMap((kind) => {
  const words = eventKindOf(kind).inJourneys;
  return words ? [{ kind, action: words.action, state: words.state }] : [];
});

test.each(NAMED.filter(({ action }) => action !== undefined))(
  '“Starts when a person $action” is a sentence',
  ({ action }) => {
    // A verb in the third person comes first, and no subject of its own.
    expect(action).toMatch(/^[a-z]+s\b/);
  },
);

test.each(NAMED.filter(({ state }) => state !== undefined))(
  '“Wait until $state” is a sentence',
  ({ state }) => {
    expect(state).toMatch(/^(?:the|an?|another|help)\b.* \w+/);
  },
);

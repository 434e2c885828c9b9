import { isNameless } from '#app/profiles/identity/nameless.ts';
import { forgetSegmentFacts, saveSegmentFacts } from '#app/segments/store/save-facts.server.ts';
import { failProfiles } from '#app/engine/profile-problems.server.ts';
import type { Projection } from './projection.server.ts';

/** What segments read of people, in the form that the database can count by. */
export const segmentFactsProjection: Projection = {
  name: 'segment facts',
  apply: async ({ client, shopId, changes, policy, now }) => {
    const received = changes.profiles.filter(({ isReceived }) => isReceived);
    // Anonymous orders have no segment facts.
    const nameless = received.filter(({ state }) => isNameless(state)).map(({ id }) => id);
    await forgetSegmentFacts(client, shopId, nameless);
    const named = received.filter(({ state }) => !isNameless(state));
    const withoutFacts = await saveSegmentFacts(client, shopId, policy.model, named);
    const problems = withoutFacts.map((id) => ({ profileId: id, reason: 'error' as const }));
    await failProfiles(client, shopId, problems, now);
    return [];
  },
};

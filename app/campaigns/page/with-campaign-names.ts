import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import { campaignJourneyKey, campaignTemplate } from '#app/effects/campaign-key.ts';

/**
 * Names with those of campaigns: in lists of messages and decisions they stand where journeys stand, and their own emails with
 * the emails.
 */
export function withCampaignNames(
  names: DefinitionNames,
  campaigns: readonly { id: string; name: string }[],
): DefinitionNames {
  const named = (key: (id: string) => string, words: (name: string) => string) =>
    campaigns.map(({ id, name }): [string, { name: string; isArchived: boolean }] => [
      key(id),
      { name: words(name), isArchived: false },
    ]);
  return new Map([
    ...names,
    [
      'journey',
      new Map([
        ...(names.get('journey') ?? []),
        ...named(campaignJourneyKey, (name) => `Campaign: ${name}`),
      ]),
    ],
    ['email', new Map([...(names.get('email') ?? []), ...named(campaignTemplate, (name) => name)])],
  ]);
}

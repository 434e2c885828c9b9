import { Link, Text } from '@shopify/polaris';
import type { FailedEffect } from '#app/effects/failed-effects.ts';
import { personName } from '#app/profiles/person-name.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';

type PersonProps = {
  person: { profileId: string | null; name: string | null; email: string | null };
};

/** The person whom a problem concerns, with a link. */
export function Person({ person }: PersonProps) {
  const text = personName(person);
  if (person.profileId === null) return text;
  return <Link url={`/app/people/${person.profileId}`}>{text}</Link>;
}

/** The person, application or file that a failed effect concerns. */
export function FailedEffectSubject({ effect }: { effect: FailedEffect }) {
  const { profileId, applicationId } = effect;
  if (effect.kind === 'move_in')
    return <Link url={`/app/settings/move-in/${effect.key.slice('move_in:'.length)}`}>File</Link>;
  if (effect.kind.startsWith('job_')) return 'The store';
  if (profileId !== null) return <Person person={effect} />;
  if (applicationId === null) return 'No one in particular';
  return <Link url={`/app/wholesale/${applicationId}`}>Wholesale application</Link>;
}

/** Why something failed: in our words, and in those of the other side. */
export function FailureReason({ reason, answer }: Pick<FailedEffect, 'reason' | 'answer'>) {
  return (
    <>
      <Text as="p">{reason === null ? 'Refused' : reasonWords(reason)}</Text>
      {answer === null ? null : (
        <Text as="p" tone="subdued">
          {answer}
        </Text>
      )}
    </>
  );
}

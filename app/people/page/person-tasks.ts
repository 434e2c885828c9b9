import type { Permission } from '#app/access/permissions.ts';
import { formatCount, ITEMS } from '#app/lib/format/count.ts';
import { STAGES, type StageKey } from '#app/segments/ready/lifecycle.ts';
import type { PersonGlance } from './person-glance.ts';

/** What needs a review about a person. */
export type PendingReviews = {
  /** A wholesale application that was not answered; moments in epoch milliseconds. */
  application: { id: string; submittedAt: number } | null;
  /** Whether another profile may be the same person. */
  hasDuplicate: boolean;
};

/** Something worth doing about a person. */
export type PersonTask = {
  key: string;
  text: string;
  /** Since when, epoch milliseconds; null where no moment matters. */
  at: number | null;
  link: { content: string; url: string; needs: Permission } | null;
};

/** What to do about a person, the most urgent first. The last says what their stage asks for. */
export function personTasks(
  { application, hasDuplicate }: PendingReviews,
  { cart, email }: Pick<PersonGlance, 'cart' | 'email'>,
  stage: StageKey,
  money: (minor: number, currency: string) => string,
): PersonTask[] {
  const tasks: (PersonTask | null)[] = [
    application && {
      key: 'application',
      text: 'Wholesale application, not answered, sent',
      at: application.submittedAt,
      link: {
        content: 'Review application',
        url: `/app/wholesale/${application.id}`,
        needs: 'applications.read',
      },
    },
    hasDuplicate
      ? {
          key: 'duplicate',
          text: 'Another profile may be the same person.',
          at: null,
          link: {
            content: 'Compare them',
            url: `/app/people/duplicates?search=${encodeURIComponent(email ?? '')}`,
            needs: 'people.read',
          },
        }
      : null,
    cart && {
      key: 'cart',
      text: `${formatCount(cart.quantity, ITEMS)} for ${money(cart.minor, cart.currency)} in the cart, changed`,
      at: cart.at,
      link: null,
    },
    { key: 'stage', text: purposeOf(stage), at: null, link: null },
  ];
  return tasks.filter((task) => task !== null);
}

function purposeOf(key: StageKey): string {
  return STAGES.find((stage) => stage.key === key)?.purpose ?? '';
}

/** What decides which topic a marketing email belongs to. */
type EmailOfTopic = {
  /** What it is about: one of the subjects in `messages/contexts`. */
  subject: string;
  /** What it is for, as `EmailPurpose` has it; null when it was not said. */
  purpose: 'answer' | 'proof' | 'help' | 'offer' | null;
  /** Whether it asks for a review of what was ordered. */
  asksForReview: boolean;
};

type EmailTopicRecord = {
  /** What the merchant reads. */
  label: string;
  /** Whether it has an email that none of the topics before it has. */
  covers: (email: EmailOfTopic) => boolean;
};

/** Every topic of marketing emails that a reader can decline; the first that covers an email has it. */
const emailTopics = {
  carts: { label: 'Cart reminders', covers: ({ subject }) => subject === 'basket' },
  reviews: { label: 'Reviews', covers: ({ asksForReview }) => asksForReview },
  advice: {
    label: 'Product advice and restock',
    covers: ({ subject, purpose }) => subject !== 'news' && purpose !== null && purpose !== 'offer',
  },
  news: { label: 'News and offers', covers: () => true },
} satisfies Record<string, EmailTopicRecord>;

export type EmailTopic = keyof typeof emailTopics;

/** The names of all topics. */
export const EMAIL_TOPICS = Object.keys(emailTopics) as EmailTopic[];

/** What the merchant calls a topic; itself when it is none of ours any more. */
export function emailTopicLabel(topic: string): string {
  const name = EMAIL_TOPICS.find((one) => one === topic);
  return name ? emailTopics[name].label : topic;
}

/** The topic of a marketing email. Transactional emails have none, for they cannot be declined. */
export function emailTopicOf(email: EmailOfTopic): EmailTopic {
  return EMAIL_TOPICS.find((topic) => emailTopics[topic].covers(email)) ?? 'news';
}

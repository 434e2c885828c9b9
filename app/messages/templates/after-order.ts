import {
  button,
  ITEMS_BLOCK,
  ITEMS_TEXT,
  paragraphs,
  RECOMMENDED_BLOCK,
  RECOMMENDED_TEXT,
} from '#app/messages/blocks/shared-markup.ts';
import type { Template } from './template.ts';

const HELLO = '{% if firstName %}Hello {{ firstName }},{% else %}Hello,{% endif %}';

/** Said only of what is still to be sent: not of downloads, of what is fetched, or of what left already. */
const GETTING_READY =
  '{% if toBeSent %} We are getting it ready and will tell you when it leaves.{% endif %}';

export const orderThanks: Template = {
  key: 'order-thanks',
  name: 'Thanks for the order',
  purpose: 'help',
  nextStep: 'Reply if something is to be changed',
  subject: 'Thank you for order {{ orderName }}',
  preview: 'We have your order{% if toBeSent %} and are getting it ready{% endif %}.',
  body:
    paragraphs(HELLO, `thank you for your order {{ orderName }}.${GETTING_READY}`) +
    ITEMS_BLOCK +
    paragraphs('Something not right? Reply to this mail soon and we can still change it.'),
  text: `${HELLO}

thank you for your order {{ orderName }}.${GETTING_READY}

${ITEMS_TEXT}{% if total %}Total: {{ total }}
{% endif %}
Something not right? Reply to this mail soon and we can still change it.`,
};

export const orderCare: Template = {
  key: 'order-care',
  name: 'Care after delivery',
  purpose: 'help',
  nextStep: 'Check that everything arrived well',
  subject: 'Did everything in order {{ orderName }} arrive well?',
  shows: 'parcel',
  preview: 'If anything is missing or damaged, we will put it right.',
  body:
    paragraphs(
      HELLO,
      'your order {{ orderName }} should be with you by now. Please check that everything is there and in one piece.',
    ) +
    ITEMS_BLOCK +
    paragraphs(
      'Is anything missing, damaged or not as you expected? Reply to this mail and we will put it right.',
    ),
  text: `${HELLO}

your order {{ orderName }} should be with you by now. Please check that everything is there and in one piece.

${ITEMS_TEXT}
Is anything missing, damaged or not as you expected? Reply to this mail and we will put it right.`,
};

export const reviewRequest: Template = {
  key: 'review-request',
  name: 'Request for a review',
  purpose: 'proof',
  nextStep: 'Write a review',
  subject: 'How do you like what you bought?',
  shows: 'sent',
  preview: 'Two sentences from you help the next person choose.',
  body:
    paragraphs(
      HELLO,
      'you have had your order for a while now. Would you tell others what you think? Two honest sentences help most.',
    ) +
    ITEMS_BLOCK +
    button('Write a review') +
    RECOMMENDED_BLOCK,
  text: `${HELLO}

you have had your order for a while now. Would you tell others what you think? Two honest sentences help most.

${ITEMS_TEXT}
Write a review: {{ action }}${RECOMMENDED_TEXT}`,
  recommends: true,
};

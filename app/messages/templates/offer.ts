import { COUPON_BLOCK, COUPON_TEXT, paragraphs } from '#app/messages/blocks/shared-markup.ts';
import type { Template } from './template.ts';

const HELLO = '{% if firstName %}Hello {{ firstName }},{% else %}Hello,{% endif %}';

export const offerMail: Template = {
  key: 'offer',
  name: 'Offer',
  purpose: 'offer',
  nextStep: 'Use the offer',
  subject: '{{ coupon.words }} at {{ shop.name }}',
  preview: 'For you, until {{ coupon.until }}.',
  body:
    paragraphs(HELLO, 'this is for you:') +
    COUPON_BLOCK +
    paragraphs('Any questions? Reply to this mail.'),
  text: `${HELLO}

this is for you:

${COUPON_TEXT}

Any questions? Reply to this mail.`,
};

import { writtenEmail } from './written-email.ts';

/** About the product that the reader looked at; it goes only while that can be bought. */
export const browsedProduct = writtenEmail({
  key: 'browsed-product',
  name: 'Browsed product',
  subject: '{% for item in items limit: 1 %}Any questions about {{ item.title }}?{% endfor %}',
  preview: 'The product that you looked at, and how to ask us about it.',
  purpose: 'answer',
  nextStep: 'See the product again',
  lead: ['you had a look at this, and we wondered whether we can help.'],
  goods: 'product',
  button: 'See it again',
  after: [
    'Size, material, delivery: reply to this email and ask. A person who knows our products answers.',
  ],
  recommends: true,
});

/** About the collection that the reader looked at. */
export const browsedCollection = writtenEmail({
  key: 'browsed-collection',
  name: 'Browsed collection',
  subject: 'Help with choosing{% if collectionTitle %} from {{ collectionTitle }}{% endif %}',
  preview: 'What others chose, and what to look for.',
  purpose: 'help',
  nextStep: 'See the collection again',
  lead: [
    'you had a look at {% if collectionTitle %}{{ collectionTitle }}{% else %}one of our collections{% endif %}. With so much to choose from, it helps to start with what it is for: every day, a special occasion, or a gift.',
    'Tell us which, and we will suggest two or three.',
  ],
  button: 'See the collection',
  after: ['Reply to this email and say what you are looking for. We are happy to help.'],
  recommends: true,
});

import { writtenEmail } from './written-email.ts';

/** Who came as far as the checkout wanted to order: the first email asks what went wrong. */
export const checkoutHelp = writtenEmail({
  key: 'checkout-help',
  name: 'First checkout reminder: help',
  subject: 'Did something go wrong with your order?',
  preview: 'Your checkout is saved. You can carry on where you stopped.',
  purpose: 'help',
  nextStep: 'Finish the checkout',
  lead: [
    'you were nearly done, and then something came between. We saved your checkout, so you can carry on where you stopped.',
  ],
  goods: 'items',
  button: 'Finish my order',
  after: [
    'Did a payment fail, or an address not fit? Reply to this email and we will help you through.',
  ],
});

export const checkoutAnswers = writtenEmail({
  key: 'checkout-answers',
  name: 'Second checkout reminder: answers',
  subject: 'Before you decide',
  preview: 'Delivery, returns and payment in three sentences.',
  purpose: 'answer',
  nextStep: 'Finish the checkout',
  lead: [
    'your order is still waiting. Here is what people ask us at this point.',
    'Delivery: you see the cost and the time before you pay. Returns: write to us if it is not right. Payment: it is handled by Shopify, and we never see your card.',
  ],
  goods: 'items',
  button: 'Finish my order',
  after: ['Is it something else? Reply and ask us.'],
});

export const checkoutLast = writtenEmail({
  key: 'checkout-last',
  name: 'Last checkout reminder',
  subject: 'Shall we keep your order?',
  preview: 'This is the last time that we write about it.',
  purpose: 'help',
  nextStep: 'Finish the checkout',
  lead: ['this is the last time that we write about this order. It is here if you still want it.'],
  goods: 'items',
  button: 'Finish my order',
  after: ['Changed your mind? Then there is nothing to do.'],
});

export const checkoutOffer = writtenEmail({
  key: 'checkout-offer',
  name: 'Last checkout reminder with an offer',
  subject: '{{ coupon.words }} on the order that you began',
  preview: 'For you alone, until {{ coupon.until }}.',
  purpose: 'offer',
  nextStep: 'Finish the checkout with the code',
  lead: [
    'this is the last time that we write about this order. If the price was what held you back, this may help.',
  ],
  goods: 'items',
  offers: true,
  after: ['Changed your mind? Then there is nothing to do.'],
});

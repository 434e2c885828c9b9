/** What this storefront does in the browser; everything also works without it. */
(() => {
  'use strict';

  for (const input of document.querySelectorAll('[data-submit-on-change]')) {
    input.addEventListener('change', () => input.form.requestSubmit());
  }

  const toggle = document.querySelector('[data-nav-toggle]');
  toggle?.addEventListener('click', () => {
    const isOpen = document.getElementById('site-nav').classList.toggle('is-open');
    toggle.setAttribute('aria-expanded', String(isOpen));
  });

  // Like Shopify's checkout, what is typed is kept as soon as a field is left.
  const checkout = document.querySelector('[data-checkout]');
  const email = checkout?.elements.email;

  async function saveContact() {
    if (!email.validity.valid) return;
    const saved = checkout.querySelector('[data-saved]');
    const answer = await fetch('/storefront/checkout/contact', {
      method: 'POST',
      body: new URLSearchParams(new FormData(checkout)),
    });
    saved.textContent = answer.ok
      ? 'Saved. You can come back to finish this order.'
      : 'Could not be saved. Please check your email address.';
  }

  checkout?.addEventListener('change', saveContact);
  // A field may have been left before this script was there.
  if (email && email.value !== email.defaultValue && document.activeElement !== email)
    void saveContact();
})();

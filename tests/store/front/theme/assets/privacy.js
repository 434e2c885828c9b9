/**
 * Stand-in for Shopify's customer privacy API and its cookie banner: window.Shopify.loadFeatures,
 * Shopify.customerPrivacy and the visitorConsentCollected event. Nothing is allowed until the visitor says so.
 */
(() => {
  'use strict';
  const KEY = 'storefront:privacy';
  const choice = () => localStorage.getItem(KEY);

  function collect(allowed) {
    localStorage.setItem(KEY, allowed ? 'accepted' : 'declined');
    const detail = {
      marketingAllowed: allowed,
      analyticsAllowed: allowed,
      preferencesAllowed: allowed,
      saleOfDataAllowed: allowed,
    };
    document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail }));
  }

  const isAllowed = () => choice() === 'accepted';

  window.Shopify = {
    routes: { root: '/storefront/' },
    loadFeatures(features, done) {
      const unknown = features.find(({ name }) => name !== 'consent-tracking-api');
      window.Shopify.customerPrivacy = {
        marketingAllowed: isAllowed,
        analyticsProcessingAllowed: isAllowed,
        preferencesProcessingAllowed: isAllowed,
        saleOfDataAllowed: isAllowed,
        shouldShowBanner: () => choice() === null,
        setTrackingConsent(consent, answered) {
          collect(Boolean(consent.marketing && consent.analytics));
          answered?.();
        },
      };
      done?.(
        unknown
          ? new Error(`There is no feature ${unknown.name} on the local storefront.`)
          : undefined,
      );
    },
  };

  function ask() {
    const bar = document.createElement('section');
    bar.className = 'privacy';
    bar.setAttribute('aria-label', 'Privacy choices');
    bar.innerHTML = `<p><strong>Your privacy</strong> We use cookies to remember your basket. May we also use them to show you messages that fit you?</p>
      <div><button type="button" class="button button--light" data-answer="no">Decline</button><button type="button" class="button" data-answer="yes">Accept</button></div>`;
    bar.addEventListener('click', ({ target }) => {
      const answer = target.closest('[data-answer]')?.dataset.answer;
      if (!answer) return;
      bar.remove();
      collect(answer === 'yes');
    });
    document.querySelector('.privacy')?.remove();
    document.body.prepend(bar);
  }

  document.querySelector('[data-privacy-choices]')?.addEventListener('click', ask);
  if (choice() === null) ask();
})();

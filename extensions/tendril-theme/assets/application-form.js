/**
 * Makes the wholesale application form answer in place: errors beside their fields, and what happens
 * next once it has arrived. Without this script the form still posts.
 */
(() => {
  'use strict';

  const PATIENCE_MS = 15000;

  function errorPlace(holder, id) {
    const known = document.getElementById(id);
    if (known) return known;
    const made = document.createElement('p');
    made.id = id;
    made.className = 'tendril-field__error';
    holder.append(made);
    return made;
  }

  /** The element to mark for a field name: the input itself, or the first of a group of boxes. */
  function inputOf(form, name) {
    const found = form.elements.namedItem(name);
    return found instanceof RadioNodeList ? found[0] : found;
  }

  function describedBy(input, change) {
    const ids = new Set((input.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
    change(ids);
    if (ids.size > 0) input.setAttribute('aria-describedby', [...ids].join(' '));
    else input.removeAttribute('aria-describedby');
  }

  function clearErrors(form) {
    for (const input of form.querySelectorAll('[aria-invalid]')) {
      input.removeAttribute('aria-invalid');
      describedBy(input, (ids) => ids.delete(`${input.dataset.error}`));
    }
    for (const message of form.querySelectorAll('.tendril-field__error')) message.remove();
    form.querySelector('[data-alert]').hidden = true;
  }

  function showAlert(form, text) {
    const alert = form.querySelector('[data-alert]');
    alert.textContent = text;
    alert.hidden = false;
  }

  /** Writes each message beside its field and moves to the first; fields we do not show go on top. */
  function showErrors(form, fields, fallback) {
    let first = null;
    for (const [name, message] of Object.entries(fields)) {
      const input = inputOf(form, name);
      if (input?.matches?.('[data-trap]')) {
        // Browsers fill in hidden fields, too. The person cannot empty it, so this does.
        input.value = '';
        showAlert(form, form.parentElement.dataset.again);
        continue;
      }
      const holder = input?.closest('.tendril-field');
      if (!holder) {
        showAlert(form, message || fallback);
        continue;
      }
      const place = errorPlace(
        holder,
        `${form.parentElement.getAttribute('aria-labelledby')}-${name}-error`,
      );
      place.textContent = message;
      input.dataset.error = place.id;
      input.setAttribute('aria-invalid', 'true');
      describedBy(input, (ids) => ids.add(place.id));
      const earlier =
        first && first.compareDocumentPosition(input) & Node.DOCUMENT_POSITION_FOLLOWING;
      if (!earlier) first = input;
    }
    first?.focus();
  }

  function invalidFields(form) {
    const fields = {};
    for (const input of form.elements) {
      if (input.name && !input.checkValidity()) fields[input.name] = input.validationMessage;
    }
    return fields;
  }

  function showReceived(section, form) {
    const panel = section.querySelector('[data-received]');
    form.hidden = true;
    panel.hidden = false;
    panel.focus();
  }

  async function send(form) {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(new FormData(form)),
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.json();
  }

  function showOutcome(section, form, answer) {
    const { failed, tooMany } = section.dataset;
    if (answer.outcome === 'received') showReceived(section, form);
    else if (answer.outcome === 'invalid') showErrors(form, answer.fields ?? {}, failed);
    else showAlert(form, answer.outcome === 'too_many' ? tooMany : failed);
  }

  function connect(section) {
    const form = section.querySelector('form');
    const button = form.querySelector('[type=submit]');
    const label = button.textContent;
    // Our own messages stand beside the fields; the browser's bubbles would hide them.
    form.noValidate = true;
    const note = (name) => {
      form.elements.namedItem(name).value = String(Date.now());
    };
    note('started_at');

    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (button.getAttribute('aria-disabled') === 'true') return;
      clearErrors(form);
      const invalid = invalidFields(form);
      if (Object.keys(invalid).length > 0) {
        showErrors(form, invalid, section.dataset.failed);
        return;
      }
      // aria-disabled instead of disabled: a disabled button would drop the keyboard focus.
      note('sent_at');
      button.setAttribute('aria-disabled', 'true');
      button.textContent = section.dataset.sending;
      try {
        showOutcome(section, form, await send(form));
      } catch {
        showAlert(form, section.dataset.failed);
      } finally {
        button.removeAttribute('aria-disabled');
        button.textContent = label;
      }
    });
  }

  document.querySelectorAll('[data-tendril-application]').forEach(connect);
})();

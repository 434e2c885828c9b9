/**
 * The ui-* elements of the App Bridge stand-in: menu, title bar, save bar and modal. Served as the first
 * part of /app-bridge.js; the second calls this once.
 * @param sendToShell sends a message to the admin shell: `(type, data)`
 * @returns `press(owner, index)`: presses a button the shell shows for one of the elements
 */
window.defineAppBridgeElements = function defineAppBridgeElements(sendToShell) {
  'use strict';

  // A constructed sheet, because touching attributes before React hydrates the page makes it warn.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }
    .app-bridge-modal { box-sizing: border-box; width: min(38rem, calc(100vw - 2rem)); max-height: calc(100vh - 4rem); padding: 0; border: 0;
      border-radius: 16px; box-shadow: 0 20px 60px rgb(0 0 0 / 30%); color: #303030; font: 13px/20px Inter, system-ui, sans-serif; }
    .app-bridge-modal[data-variant="small"] { width: min(24rem, calc(100vw - 2rem)); }
    .app-bridge-modal[data-variant="large"] { width: min(62rem, calc(100vw - 2rem)); }
    .app-bridge-modal[data-variant="max"] { width: calc(100vw - 2rem); height: calc(100vh - 2rem); max-height: none; }
    .app-bridge-modal::backdrop { background: rgb(0 0 0 / 50%); }
    .app-bridge-modal header, .app-bridge-modal footer { display: flex; gap: 8px; align-items: center; padding: 12px 16px; background: #f3f3f3; }
    .app-bridge-modal header h2 { flex: 1; margin: 0; font-size: 14px; font-weight: 650; }
    .app-bridge-modal footer { justify-content: flex-end; background: #fff; border-top: 1px solid #ebebeb; }
    .app-bridge-modal footer:empty { display: none; }
    .app-bridge-modal button.app-bridge-button { padding: 4px 12px; border: 0; border-radius: 8px; background: #fff; box-shadow: inset 0 0 0 1px #ccc;
      font: inherit; font-weight: 550; cursor: pointer; }
    .app-bridge-modal button.app-bridge-button[data-variant="primary"] { color: #fff; background: #303030; box-shadow: none; }
    .app-bridge-modal button.app-bridge-button:disabled { opacity: .5; cursor: default; }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  /** Elements whose buttons the shell shows, by the id it knows them under. */
  const owners = new Map();
  let nextOwner = 1;

  function actionsOf(owner) {
    return owner ? [...owner.querySelectorAll('button, a')] : [];
  }

  function described(action) {
    return {
      label: action.textContent.trim(),
      variant: action.getAttribute('variant') ?? '',
      tone: action.getAttribute('tone') ?? '',
      disabled: action.hasAttribute('disabled'),
      loading: action.hasAttribute('loading') && action.getAttribute('loading') !== 'false',
    };
  }

  /** An element whose children and attributes are shown by the admin shell, which is notified of every change. */
  class WatchedElement extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.changed());
      this.observer.observe(this, {
        childList: true,
        subtree: true,
        attributes: true,
        characterData: true,
      });
      this.changed();
    }
    disconnectedCallback() {
      this.observer.disconnect();
      owners.delete(this.ownerId);
      this.removed();
    }
    /** The id under which the shell presses this element's buttons. */
    asOwner() {
      this.ownerId ??= nextOwner++;
      owners.set(this.ownerId, this);
      return this.ownerId;
    }
    changed() {}
    removed() {}
  }

  class NavMenu extends WatchedElement {
    changed() {
      const links = [...this.querySelectorAll('a')].filter(
        (link) => link.getAttribute('rel') !== 'home',
      );
      sendToShell('nav', {
        items: links.map((link) => ({
          label: link.textContent.trim(),
          path: link.getAttribute('href'),
        })),
      });
    }
  }

  class TitleBar extends WatchedElement {
    changed() {
      if (this.closest('ui-modal')) return;
      const title = this.getAttribute('title') ?? '';
      sendToShell('title-bar', {
        owner: this.asOwner(),
        title,
        actions: actionsOf(this).map(described),
      });
    }
    removed() {
      sendToShell('title-bar', { title: '', actions: [] });
    }
  }

  class SaveBar extends WatchedElement {
    isShown = false;
    get showing() {
      return this.isShown;
    }
    show() {
      if (this.isShown) return;
      this.isShown = true;
      this.changed();
      this.dispatchEvent(new Event('show'));
    }
    hide() {
      if (!this.isShown) return;
      this.isShown = false;
      sendToShell('save-bar', { shown: false });
      this.dispatchEvent(new Event('hide'));
    }
    toggle() {
      if (this.isShown) this.hide();
      else this.show();
    }
    changed() {
      if (!this.isShown) return;
      const confirm =
        this.hasAttribute('discardConfirmation') || this.hasAttribute('discardconfirmation');
      sendToShell('save-bar', {
        shown: true,
        owner: this.asOwner(),
        confirm,
        actions: actionsOf(this).map(described),
      });
    }
    removed() {
      this.hide();
    }
  }

  class Modal extends WatchedElement {
    isShown = false;
    /** Where React puts the modal's content; made when it is first asked for. */
    get content() {
      this.dialog ??= this.makeDialog();
      return this.dialog.querySelector('[data-content]');
    }
    get showing() {
      return this.isShown;
    }
    makeDialog() {
      const dialog = document.createElement('dialog');
      dialog.className = 'app-bridge-modal';
      dialog.innerHTML =
        '<header><h2></h2><button type="button" class="app-bridge-button" data-close aria-label="Close">✕</button></header><div data-content></div><footer></footer>';
      dialog.querySelector('[data-close]').addEventListener('click', () => this.hide());
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        this.hide();
      });
      return dialog;
    }
    show() {
      if (this.isShown) return;
      this.isShown = true;
      this.content.ownerDocument.body.append(this.dialog);
      this.changed();
      this.dialog.showModal();
      this.dispatchEvent(new Event('show'));
    }
    hide() {
      if (!this.isShown) return;
      this.isShown = false;
      this.dialog.close();
      this.dialog.remove();
      this.dispatchEvent(new Event('hide'));
    }
    toggle() {
      if (this.isShown) this.hide();
      else this.show();
    }
    changed() {
      if (!this.isShown) return;
      const bar = this.querySelector('ui-title-bar');
      this.dialog.dataset.variant = this.getAttribute('variant') ?? 'base';
      this.dialog.querySelector('h2').textContent = bar?.getAttribute('title') ?? '';
      this.dialog.setAttribute('aria-label', bar?.getAttribute('title') ?? '');
      const isPrimary = (action) => Number(action.getAttribute('variant') === 'primary');
      // The primary action stands last, at the right edge.
      const actions = actionsOf(bar).sort((a, b) => isPrimary(a) - isPrimary(b));
      this.dialog
        .querySelector('footer')
        .replaceChildren(...actions.map((action) => this.footerButton(action)));
    }
    footerButton(action) {
      const button = document.createElement('button');
      const { label, variant, disabled, loading } = described(action);
      button.type = 'button';
      button.className = 'app-bridge-button';
      button.dataset.variant = variant;
      button.textContent = label;
      button.disabled = disabled || loading;
      button.addEventListener('click', () => action.click());
      return button;
    }
    removed() {
      this.hide();
    }
  }

  customElements.define('ui-nav-menu', NavMenu);
  customElements.define('s-app-nav', class extends NavMenu {});
  customElements.define('ui-title-bar', TitleBar);
  customElements.define('ui-save-bar', SaveBar);
  customElements.define('ui-modal', Modal);

  return {
    press: (owner, index) => actionsOf(owners.get(owner))[index]?.click(),
  };
};

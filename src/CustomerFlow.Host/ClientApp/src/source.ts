// Where an editor's text comes from and where it goes: a form field, or an address to read from.

export async function readSource(host: HTMLElement): Promise<string> {
  const field = fieldOf(host);
  if (field && field.value.trim() !== '') return field.value;
  const inline = host.querySelector<HTMLScriptElement>('script[type="application/xml"], script[type="application/json"]');
  if (inline?.textContent) return inline.textContent;
  if (!host.dataset.source) throw new Error('no source');
  const answer = await fetch(host.dataset.source, { headers: { Accept: 'application/xml, application/json, */*' } });
  if (!answer.ok) throw new Error(`${answer.status} ${host.dataset.source}`);
  return answer.text();
}

export function fieldOf(host: HTMLElement): HTMLTextAreaElement | HTMLInputElement | null {
  const selector = host.dataset.field;
  return selector ? document.querySelector<HTMLTextAreaElement>(selector) : null;
}

export interface Saving {
  changed(): void;
}

// The form is posted normally: just before that, the editor's text goes into its field. An editor in which nothing was changed, or all
// of it undone, sends back what it was given: the libraries would lay out the file anew.
export function connectForm(host: HTMLElement, changed: () => boolean, write: () => Promise<string>): Saving {
  const field = fieldOf(host);
  const given = field?.value;
  const form = field?.form;
  let dirty = false;
  let ready = false;
  const setDirty = (value: boolean) => {
    dirty = value;
    host.dataset.dirty = String(value);
    form?.classList.toggle('is-dirty', value);
  };
  if (field && form) {
    form.addEventListener('submit', (event) => {
      if (ready) {
        ready = false;
        setDirty(false);
        return;
      }
      event.preventDefault();
      // A task of its own: while the submit event is still being handled, the browser ignores the second submission.
      void (changed() || given === undefined ? write() : Promise.resolve(given)).then((text) => setTimeout(() => {
        field.value = text;
        ready = true;
        form.requestSubmit(event.submitter);
      }));
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (dirty) event.preventDefault();
  });
  setDirty(false);
  return { changed: () => setDirty(true) };
}

// Chinese for what a library writes in English without asking its translation service: fixed words of palettes and panels.
import type { Language } from './language.ts';

const attributes = ['title', 'aria-label', 'placeholder'];

// What people typed stands in fields and in the drawing; neither is touched. The heading of the panel repeats a typed label.
const typed = 'input, textarea, [contenteditable], .bio-properties-panel-header-label, .bio-properties-panel-collapsible-entry-header-title';

export function relabel(areas: HTMLElement[], language: Language, dictionary: Record<string, string>): void {
  if (language !== 'zh') return;
  for (const area of areas) {
    relabelAll(area, dictionary);
    new MutationObserver((changes) => changes.forEach((change) => relabelAll(change.target, dictionary)))
      .observe(area, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes });
  }
}

function relabelAll(root: Node, dictionary: Record<string, string>): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (node instanceof Element) relabelAttributes(node, dictionary);
    else if (node instanceof Text && !node.parentElement?.closest(typed)) relabelText(node, dictionary);
  }
}

function relabelText(node: Text, dictionary: Record<string, string>): void {
  const chinese = dictionary[node.data.trim()];
  if (chinese && node.data !== chinese) node.data = chinese;
}

function relabelAttributes(element: Element, dictionary: Record<string, string>): void {
  for (const attribute of attributes) {
    const chinese = dictionary[element.getAttribute(attribute)?.trim() ?? ''];
    if (chinese) element.setAttribute(attribute, chinese);
  }
}

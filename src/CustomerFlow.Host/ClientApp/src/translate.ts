// The translate service that bpmn-js, dmn-js and their panels ask for every text they show.
import type { Language } from './language.ts';

export function translateModule(language: Language, dictionary: Record<string, string>) {
  const translate = (template: string, replacements: Record<string, unknown> = {}): string => {
    const text = language === 'zh' ? (dictionary[template] ?? template) : template;
    return text.replace(/\{([^}]+)\}/g, (whole, name: string) =>
      name in replacements ? String(replacements[name]) : whole);
  };
  return { translate: ['value', translate] };
}

export type Language = 'zh' | 'en';

export function languageOf(host: HTMLElement): Language {
  const tag = host.dataset.language ?? document.documentElement.lang;
  return tag.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

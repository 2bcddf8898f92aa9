import { createContext, useContext } from 'react';
import { catalogue, type Language, type Texts } from './texts/catalogue';

export type Speaking = { language: Language; locale: string; t: Texts };

const LanguageContext = createContext<Speaking>(speakingFor(null, []));
export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): Speaking {
  return useContext(LanguageContext);
}

export function useTexts(): Texts {
  return useContext(LanguageContext).t;
}

/**
 * A person's own choice wins, then the first language of the browser that we speak. The region comes from the browser,
 * so that someone in Austria sees Austrian dates. Whoever has neither gets German: the product is made for Germany.
 */
export function speakingFor(chosen: Language | null, browser: readonly string[]): Speaking {
  const spoken = browser.map((tag) => ({ tag, language: tag.toLowerCase().split('-')[0] }));
  const language = chosen ?? (spoken.find((one) => isLanguage(one.language))?.language as Language) ?? 'de';
  const regional = spoken.find((one) => one.language === language && one.tag.includes('-'));
  const locale = regional?.tag ?? (language === 'de' ? 'de-DE' : 'en-GB');
  return { language, locale, t: catalogue[language] };
}

function isLanguage(value: string | undefined): value is Language {
  return value === 'de' || value === 'en';
}

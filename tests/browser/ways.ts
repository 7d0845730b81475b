/** In both languages, and in the one that runs from right to left without scripts too. */
export const ways = [
  { language: 'en', scripts: true },
  { language: 'ar', scripts: true },
  { language: 'ar', scripts: false },
] as const
